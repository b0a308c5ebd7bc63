// The one entry. Every page works without it.

import "./house.js";
import "./autosubmit.js";
import "./beside.js";
import "./combobox.js";
import "./copy.js";
import "./dialog.js";
import "./draft.js";
import "./grow.js";
import "./mention.js";
import "./menu.js";
import "./moments.js";
import "./reveal.js";
import "./shortcut.js";
import "./submit.js";
import "./theme.js";
import { wake } from "./behave.js";

document.documentElement.classList.add("scripted");
wake();
document.addEventListener("htmx:after:process", (event) => wake(event.target));
