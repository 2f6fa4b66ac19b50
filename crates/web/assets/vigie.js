// The one script of the help site. Every page works without it. It stores nothing.
// Before this stand WORDS[lang] and NEUTRAL, the address that leaving leads to.
document.addEventListener('click', (event) => {
  if (!event.target.closest?.('.leave')) return;
  event.preventDefault();
  document.body.replaceChildren();
  location.replace(NEUTRAL);
});
