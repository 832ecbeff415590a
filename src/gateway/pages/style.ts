/** The style of all pages. A string, because the test runner empties style sheets that it imports. */
export const STYLE = `:root {
  color-scheme: light dark;
  --page: #f5f4f0;
  --card: #ffffff;
  --text: #1f2430;
  --soft: #5a6170;
  --line: #dcdad2;
  --accent: #1d4f91;
  --on-accent: #ffffff;
  --tint: #eaf0f8;
  --good: #1c6b3c;
  --good-tint: #e6f3ea;
  --bad: #a3242b;
  --bad-tint: #fbeaea;
}

@media (prefers-color-scheme: dark) {
  :root {
    --page: #15181e;
    --card: #1d2129;
    --text: #e7e9ee;
    --soft: #a3abba;
    --line: #363c48;
    --accent: #8fb8ee;
    --on-accent: #10203a;
    --tint: #242c3a;
    --good: #86d3a2;
    --good-tint: #1b3025;
    --bad: #f2a0a3;
    --bad-tint: #3a2124;
  }
}

*,
::before,
::after {
  box-sizing: border-box;
}

body {
  margin: 0;
  padding: 1rem;
  background: var(--page);
  color: var(--text);
  font:
    1rem / 1.55 system-ui,
    -apple-system,
    "Segoe UI",
    Roboto,
    "Noto Sans",
    sans-serif;
  overflow-wrap: anywhere;
}

a {
  color: var(--accent);
  text-underline-offset: 0.2em;
}

.brand,
main {
  max-width: 42rem;
  margin-inline: auto;
}

.brand {
  margin-block: 0.5rem 1rem;
}

.brand a {
  display: inline-flex;
  align-items: center;
  gap: 0.6rem;
  color: inherit;
  font-weight: 600;
  text-decoration: none;
}

main {
  padding: clamp(1.1rem, 5vw, 2.25rem);
  background: var(--card);
  border: 1px solid var(--line);
  border-radius: 0.9rem;
}

h1 {
  margin: 0 0 0.6rem;
  font-size: clamp(1.35rem, 5vw, 1.75rem);
  line-height: 1.25;
  text-wrap: balance;
}

h2 {
  margin: 2rem 0 0.25rem;
  font-size: 1.1rem;
}

p {
  margin: 0 0 1rem;
}

.soft {
  color: var(--soft);
}

.narrow {
  max-width: 24rem;
}

.field {
  margin-block: 0 1rem;
}

label {
  display: block;
  margin-bottom: 0.25rem;
  font-weight: 600;
}

input:not([type="checkbox"]),
textarea {
  display: block;
  width: 100%;
  padding: 0.6rem 0.75rem;
  background: var(--card);
  color: inherit;
  font: inherit;
  border: 1px solid var(--soft);
  border-radius: 0.5rem;
}

input:read-only,
textarea:read-only {
  background: var(--tint);
  border-color: var(--line);
  font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace;
  font-size: 0.9rem;
}

textarea {
  resize: vertical;
}

.actions {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.75rem;
  margin-top: 1.5rem;
}

.button {
  display: inline-block;
  padding: 0.6rem 1.15rem;
  background: transparent;
  color: var(--accent);
  font: inherit;
  font-weight: 600;
  text-decoration: none;
  border: 1px solid var(--accent);
  border-radius: 0.5rem;
  cursor: pointer;
}

.button.main {
  background: var(--accent);
  color: var(--on-accent);
}

.button:hover {
  text-decoration: underline;
}

.notice {
  padding: 0.7rem 0.9rem;
  background: var(--tint);
  border-inline-start: 0.25rem solid var(--accent);
  border-radius: 0.4rem;
}

.notice.good {
  background: var(--good-tint);
  border-color: var(--good);
}

.notice.bad {
  background: var(--bad-tint);
  border-color: var(--bad);
}

fieldset {
  margin: 0 0 1rem;
  padding: 0;
  border: 0;
}

legend {
  padding: 0;
  margin-bottom: 0.5rem;
  font-weight: 600;
}

.choice {
  display: flex;
  gap: 0.75rem;
  margin: 0;
  padding: 0.7rem 0;
  font-weight: 400;
  border-top: 1px solid var(--line);
}

.choice:last-child {
  border-bottom: 1px solid var(--line);
}

.choice input {
  flex: none;
  width: 1.15rem;
  height: 1.15rem;
  margin: 0.2rem 0 0;
  accent-color: var(--accent);
}

.mails {
  margin: 1.25rem 0 0;
  padding: 0;
  list-style: none;
}

.mails a {
  display: grid;
  grid-template-columns: 1fr auto;
  gap: 0 1rem;
  margin-inline: -0.75rem;
  padding: 0.65rem 0.75rem;
  color: inherit;
  text-decoration: none;
  border-top: 1px solid var(--line);
}

.mails a:hover {
  background: var(--tint);
}

.mails .from,
.mails .subject {
  display: -webkit-box;
  overflow: hidden;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 2;
}

.mails .subject {
  grid-column: 1 / -1;
}

.mails time {
  color: var(--soft);
  font-size: 0.9rem;
  white-space: nowrap;
}

.unread .from,
.unread .subject {
  font-weight: 700;
}

.read .from,
.read .subject {
  color: var(--soft);
}

.dot {
  display: inline-block;
  width: 0.55rem;
  height: 0.55rem;
  margin-inline-end: 0.5rem;
  background: var(--accent);
  border-radius: 50%;
}

.hidden {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
}

.facts {
  display: grid;
  grid-template-columns: max-content 1fr;
  gap: 0.2rem 1rem;
  margin: 0 0 1.25rem;
  padding-bottom: 1.25rem;
  border-bottom: 1px solid var(--line);
}

.facts dt {
  color: var(--soft);
}

.facts dd {
  margin: 0;
}

.text {
  white-space: pre-wrap;
}

main > :last-child,
main > form > :last-child {
  margin-bottom: 0;
}

:focus-visible {
  outline: 3px solid var(--accent);
  outline-offset: 2px;
}
`;
