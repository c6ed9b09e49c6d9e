/** Sealed answers on their way to the school: a file, a text to paste, QR codes. */
import { all, make, one } from "../dom";
import { drawQr } from "../my/qr";
import { writeChunks } from "../record/code";
import { envelopeBytes, receipt, type Envelope } from "./seal";

/** Most payload letters of a chunk: a QR code of version 14 (73 modules), which a phone reads from a screen. */
const CHUNK = 480;

export function codesOf(envelope: Envelope): string[] {
  const bytes = envelopeBytes(envelope);
  const letters = Math.ceil((bytes.length * 8) / 5);
  return writeChunks(bytes, Math.ceil(letters / Math.ceil(letters / CHUNK))); // all codes about equally large
}

export function saveFile(envelope: Envelope): void {
  const blob = new Blob([JSON.stringify(envelope) + "\n"], { type: "application/json" });
  const link = make("a");
  link.href = URL.createObjectURL(blob);
  link.download = "exam-" + receipt(envelope).replace(/-/g, "").slice(0, 8) + ".json";
  document.body.appendChild(link);
  link.click();
  document.body.removeChild(link);
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

/** Copies a text area; false where the browser refuses and only the selection is left. */
export function copyText(area: HTMLTextAreaElement): boolean {
  area.focus();
  area.select();
  area.setSelectionRange(0, area.value.length);
  try {
    return document.execCommand("copy"); // the clipboard API is missing on plain http
  } catch {
    return false;
  }
}

export function showCodes(place: HTMLElement, codes: readonly string[], caption: string): void {
  place.textContent = "";
  codes.forEach((code, index) => {
    const figure = make("figure");
    const words = caption.replace("{i}", String(index + 1)).replace("{n}", String(codes.length));
    figure.appendChild(drawQr("", code, "L", words));
    figure.appendChild(make("figcaption", "", words));
    place.appendChild(figure);
  });
}

export function fillHandover(done: HTMLElement, envelope: Envelope, caption: string): void {
  const codes = codesOf(envelope);
  for (const strong of all(".xy-exam__receipt strong", done)) strong.textContent = receipt(envelope);
  const area = one<HTMLTextAreaElement>(".xy-exam__code", done);
  if (area) area.value = codes.join("\n");
  const place = one(".xy-exam__qr", done);
  if (place) showCodes(place, codes, caption);
}
