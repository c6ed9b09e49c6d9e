"use strict";(()=>{window.location.replace("site/index.html");})();
