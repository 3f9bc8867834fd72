// SPDX-License-Identifier: Apache-2.0
// Lists the operations of open-api.json and calls them. Everything is written as text: nothing that comes from the agent becomes markup.
'use strict';

const at = (id) => document.getElementById(id);
let base = '';
let methods = {};
let chosen = '';

const show = (value) => JSON.stringify(value, null, 2);

// A first request to fill in: the required members, with a value of their type.
function sample(schema, depth = 0) {
  const type = Array.isArray(schema?.type) ? schema.type[0] : schema?.type;
  if (type === 'array') return [];
  if (type === 'boolean') return false;
  if (type === 'integer' || type === 'number') return 0;
  if (type === 'string') return '';
  const required = schema?.required ?? [];
  if (depth > 3) return {};
  return Object.fromEntries(required.map((name) => [name, sample(schema.properties?.[name], depth + 1)]));
}

function curl() {
  const token = at('token-field').hidden ? '' : " -H 'Authorization: Bearer '\"$SUTI_TOKEN\"";
  at('curl').textContent = `curl -s '${base}/${chosen}'${token} -H 'Content-Type: application/json' -d '${at('request').value.replaceAll("'", "'\\''")}'`;
}

function choose(name) {
  chosen = name;
  const method = methods[name];
  at('operation').hidden = false;
  at('name').textContent = name;
  at('summary').textContent = method.description;
  at('request').value = show(sample(method.arguments));
  at('arguments').textContent = show(method.arguments);
  at('returns').textContent = show(method.returnType);
  at('result').textContent = at('status').textContent = '';
  for (const button of at('operations').children) button.toggleAttribute('aria-current', button.textContent === name);
  curl();
}

function list() {
  const wanted = at('filter').value.toLowerCase();
  at('operations').replaceChildren(...Object.keys(methods).filter((name) => name.toLowerCase().includes(wanted)).map((name) => {
    const button = document.createElement('button');
    button.textContent = name;
    button.title = methods[name].description;
    button.addEventListener('click', () => choose(name));
    return button;
  }));
}

async function call() {
  at('status').textContent = 'waiting';
  const headers = { 'Content-Type': 'application/json' };
  if (at('token').value) headers.Authorization = `Bearer ${at('token').value}`;
  try {
    const response = await fetch(`${base}/${chosen}`, { method: 'POST', headers, body: at('request').value });
    const text = await response.text();
    at('status').textContent = `${response.status}`;
    try { at('result').textContent = show(JSON.parse(text)); } catch { at('result').textContent = text; }
  } catch (error) {
    at('status').textContent = `not reached: ${error.message}`;
  }
}

at('filter').addEventListener('input', list);
at('request').addEventListener('input', curl);
at('call').addEventListener('click', call);

load().catch((error) => { at('title').textContent = `The description could not be read: ${error.message}`; });

async function load() {
  const api = await (await fetch('../open-api.json')).json();
  document.title = at('title').textContent = api.info.title;
  // The page calls the server it came from; the address in the document is for others.
  base = location.origin + new URL(api.servers[0].url).pathname;
  methods = api['x-methods'];
  at('token-field').hidden = !api.security;
  list();
}
