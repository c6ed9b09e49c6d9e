/**
 * Runs before the first paint, so that a remembered dark page never flashes
 * white. Kept apart from the main bundle, which may come later.
 */
import { recall, root } from "./dom";

root.setAttribute("data-xy-js", "");
const theme = recall("theme");
if (theme === "light" || theme === "dark") root.setAttribute("data-xy-theme", theme);
if (recall("type") === "large") root.setAttribute("data-xy-type", "large");
