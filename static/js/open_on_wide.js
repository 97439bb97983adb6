// Opens the menu and the filters on wide screens in browsers that cannot show a closed <details> by CSS,
// and closes the menu on Escape or a click elsewhere on narrow ones. Without this file everything still works by hand.
const folds = [...document.querySelectorAll("details[data-open-on-wide]")];
const page = document.querySelector(".page");
const wide = () => page.clientWidth >= 62 * parseFloat(getComputedStyle(document.documentElement).fontSize);

if (!CSS.supports("selector(::details-content)") && wide()) {
  for (const fold of folds) fold.open = true;
}

const menu = document.querySelector(".menu details");

document.addEventListener("click", (event) => {
  if (menu?.open && !wide() && !menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu?.open || wide()) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
