// Makes a slip with the browser's code, as a file and as a text code: {file, code} on stdout.
import { Room, source } from "../assets/node.mjs";

globalThis.window = { crypto: globalThis.crypto };
const { openStore } = await source("record/store");
const { makeSlip } = await source("record/slip");
const { canonical } = await source("record/json");
const { utf8 } = await source("record/sha256");
const { pack } = await source("record/pack");
const { writeChunks } = await source("record/code");

const record = openStore(new Room(), { now: () => new Date(2026, 10, 20, 21, 5) });
const units = Array.from({ length: 10 }, (_, i) => ({ id: `course/t1/c1-${i}`, code: `C1.${i}`, title: "单元", minutes: { reading: 14, cases: 14, quiz: 7, task: 10 } }));
const quizzes = Object.fromEntries(units.map((unit, i) => [`t1-c1-${i}`, ["小测", unit.id]]));
for (const unit of units.slice(0, 9)) for (const part of Object.keys(unit.minutes)) record.put(`unit/${unit.id}/${part}`, { done: true });
record.put("attempt/t1-c1-0/a-1", { points: 3, of: 5, passed: false });
record.put("attempt/t1-c1-0/a-2", { points: 4, of: 5, passed: true });
record.put("attempt/t1-c1-0/a-3", { points: 9, of: 5, passed: true });
record.put("attempt/t1-c1-1/a-1", "nonsense");
record.put("role", "homeroom");
const slip = makeSlip(record, { id: "course/t1", title: "T1", core: units.map((unit) => unit.id), tracks: {}, units }, quizzes, 45, { name: "  张  老师\u0007 ", date: "2026-11-21" }, "abcdefgh1234");
const file = canonical(slip);
process.stdout.write(JSON.stringify({ file, code: writeChunks(pack(utf8(file)), 600).join("\n") }));
