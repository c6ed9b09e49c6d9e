/** QR codes as SVG: black on white in every theme, sharp on paper (qrcode-generator, MIT). */
import qrcode from "qrcode-generator";

const SVG = "http://www.w3.org/2000/svg";
const QUIET = 4;

export type Level = "L" | "M";

/** Letters of one chunk: with an address before it version 20, 97 modules; 0.6 mm each on a phone of 64 mm. */
export const QR_LETTERS = 1100;

/** The modules of a code: an address in bytes, then a chunk in the denser alphanumeric mode. */
export function modules(before: string, chunk: string, level: Level): boolean[][] {
  const code = qrcode(0, level);
  if (before) code.addData(before, "Byte");
  code.addData(chunk, "Alphanumeric");
  code.make();
  const size = code.getModuleCount();
  return Array.from({ length: size }, (_, row) => Array.from({ length: size }, (__, column) => code.isDark(row, column)));
}

export function drawQr(before: string, chunk: string, level: Level, label: string): SVGElement {
  const rows = modules(before, chunk, level);
  const size = rows.length + 2 * QUIET;
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("class", "xy-qr");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  svg.setAttribute("shape-rendering", "crispEdges");
  const white = document.createElementNS(SVG, "path");
  white.setAttribute("fill", "#fff");
  white.setAttribute("d", `M0 0h${size}v${size}H0z`);
  const black = document.createElementNS(SVG, "path");
  let path = "";
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      let run = 0;
      while (row[x + run]) run += 1;
      if (run) path += `M${x + QUIET} ${y + QUIET}h${run}v1h-${run}z`;
      x += run;
    }
  });
  black.setAttribute("fill", "#000");
  black.setAttribute("d", path);
  svg.appendChild(white);
  svg.appendChild(black);
  return svg;
}
