/** Put in the place of sw.js, it ends the worker in every browser that has it, and drops the copies; nothing else. */
const worker = self as unknown as ServiceWorkerGlobalScope;
const prefix = `xinyu ${new URL("./", worker.location.href).pathname} `;

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));

worker.addEventListener("activate", (event) => {
  const end = async (): Promise<void> => {
    for (const name of await caches.keys()) if (name.startsWith(prefix)) await caches.delete(name);
    await worker.registration.unregister();
  };
  event.waitUntil(end());
});
