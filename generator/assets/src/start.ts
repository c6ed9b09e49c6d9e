/**
 * For the page at the top of the offline zip. That this script runs shows that the files lie beside the page, so the
 * reader goes on; inside a zip that is not unpacked the page stays and says what to do.
 */
window.location.replace("site/index.html");
