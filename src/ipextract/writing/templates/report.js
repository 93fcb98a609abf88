'use strict';
(() => {
  const one = (what, inside = document) => inside.querySelector(what);
  const all = (what, inside = document) => [...inside.querySelectorAll(what)];
  const data = JSON.parse(one('#data').textContent);
  const words = (i) => data.s[i];
  const marks = all('#text mark[id]');
  const order = new Map(marks.map((mark, i) => [mark.id, i]));
  const cards = all('.finding');
  const cited = new Map();
  const about = one('#about');
  const back = one('#back');
  let open = null;
  let from = null;

  const make = (name, text, more = {}) => Object.assign(document.createElement(name), { textContent: text }, more);
  const kind = (mark) => Number(/k(\d)/.exec(mark.className)[1]);
  const quotes = (card) => all('a.q', card).map((link) => document.getElementById(link.hash.slice(1))).filter(Boolean);

  cards.forEach((card) => quotes(card).forEach((mark) => cited.set(mark.id, [...(cited.get(mark.id) || []), card])));

  // One number of the text is in the order of the Tab key; the arrow keys lead to the others.
  marks.forEach((mark, i) => {
    mark.tabIndex = i ? -1 : 0;
    mark.setAttribute('role', 'button');
  });

  function reach(mark) {
    const hidden = mark.closest('section.part[hidden]');
    if (hidden || mark.classList.contains('off')) reset();
    marks.forEach((each) => { each.tabIndex = each === mark ? 0 : -1; });
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: 'center' });
  }

  function select(card, mark) {
    closed();
    from = card;
    const ours = new Set(quotes(card));
    marks.forEach((each) => each.classList.toggle('on', ours.has(each)));
    cards.forEach((each) => each.classList.toggle('on', each === card));
    all('.box').forEach((box) => box.classList.toggle('on', ours.has(document.getElementById(box.dataset.id))));
    back.hidden = false;
    if (mark) reach(mark);
  }

  function finding(card) {
    card.hidden = false;
    select(card, null);
    const link = one('a.go', card);
    link.focus({ preventScroll: true });
    card.scrollIntoView({ block: 'nearest' });
  }

  function closed() {
    about.hidden = true;
    const mark = open;
    open = null;
    return mark;
  }

  function tell(mark) {
    const row = data.c[order.get(mark.id)];
    const [indicator, scope, period, value, place, checks, ...boxes] = row;
    const list = document.createElement('dl');
    const facts = [['indicator', words(indicator)], ['kind', data.k[kind(mark)]], ['value', words(value)], ['scope', words(scope)], ['period', words(period)], ['place', words(place)]];
    facts.forEach(([key, text]) => { if (text) list.append(make('dt', data.t[key]), make('dd', text)); });
    const found = document.createElement(checks.length ? 'ul' : 'p');
    if (!checks.length) found.textContent = data.t.none;
    checks.forEach((i) => {
      const [name, verdict, formula] = data.r[i];
      found.append(make('li', `${data.v[verdict]} · ${words(name)}${formula ? ': ' + words(formula) : ''}`));
    });
    const parts = [make('h2', mark.textContent, { lang: 'zh-CN' }), list, found];
    const page = boxes.length && one(`details#p${boxes[0][0]}`);
    if (page) {
      const link = make('button', data.t.page, { type: 'button' });
      link.addEventListener('click', () => look(page, mark));
      parts.push(link);
    }
    one('#facts').replaceChildren(...parts);
    marks.forEach((each) => each.classList.toggle('on', each === mark));
    cards.forEach((each) => each.classList.remove('on'));
    from = null;
    back.hidden = true;
    about.hidden = false;
    open = mark;
  }

  function press(mark) {
    const card = (cited.get(mark.id) || [])[0];
    if (!card) tell(mark);
    else if (from && from !== card && (cited.get(mark.id) || []).includes(from)) finding(from);
    else finding(card);
  }

  // Pages as pictures: the boxes are drawn when a page is opened.
  function boxes(page) {
    if (one('svg', page)) return;
    const space = 'http://www.w3.org/2000/svg';
    const drawing = document.createElementNS(space, 'svg');
    drawing.setAttribute('viewBox', `0 0 ${page.dataset.size}`);
    drawing.setAttribute('aria-hidden', 'true');
    marks.forEach((mark, i) => data.c[i].slice(6).filter((box) => `p${box[0]}` === page.id).forEach((box) => {
      const shape = document.createElementNS(space, 'rect');
      ['x', 'y', 'width', 'height'].forEach((name, k) => shape.setAttribute(name, box[k + 1]));
      shape.setAttribute('class', `box${cited.has(mark.id) ? ' f' : ''}${mark.classList.contains('on') ? ' on' : ''}`);
      shape.dataset.id = mark.id;
      drawing.append(shape);
    }));
    one('.sheet', page).append(drawing);
    drawing.addEventListener('click', (event) => {
      const mark = event.target.dataset.id && document.getElementById(event.target.dataset.id);
      if (mark) { reach(mark); if (!cited.has(mark.id)) tell(mark); }
    });
  }

  function look(page, mark) {
    page.open = true;
    boxes(page);
    all('.box', page).forEach((box) => box.classList.toggle('on', box.dataset.id === mark.id));
    (one('.box.on', page) || page).scrollIntoView({ block: 'center' });
  }

  all('details.pg').forEach((page) => page.addEventListener('toggle', () => { if (page.open) boxes(page); }));

  // Filters
  const chosen = (name) => new Set(all(`input[name=${name}]`).filter((box) => box.checked).map((box) => box.value));
  const part = one('#part');
  const state = one('#state');

  function filter() {
    const kinds = chosen('kind');
    const severities = chosen('severity');
    let numbers = 0;
    all('section.part').forEach((each) => { each.hidden = part.value !== '' && each.dataset.part !== part.value; });
    marks.forEach((mark) => {
      const wanted = !state.value || (state.value === 'u' ? mark.classList.contains('u') : cited.has(mark.id));
      const off = !kinds.has(String(kind(mark))) || !wanted;
      mark.classList.toggle('off', off);
      if (!off && !mark.closest('section.part[hidden]')) numbers += 1;
    });
    cards.forEach((card) => {
      const fits = card.dataset.kinds.split(' ').some((each) => kinds.has(each));
      const inside = part.value === '' || card.dataset.parts.split(' ').includes(part.value);
      card.hidden = !(severities.has(card.dataset.severity) && fits && inside);
    });
    const left = cards.filter((card) => !card.hidden).length;
    one('#none').hidden = !cards.length || left > 0;
    one('#shown').textContent = [left, cards.length, numbers, marks.length].reduce((text, n, i) => text.replace(`{${i}}`, n), data.t.shown);
  }

  function reset() {
    all('input[type=checkbox]').forEach((box) => { box.checked = true; });
    part.value = state.value = '';
    filter();
  }

  all('input[type=checkbox], select').forEach((each) => each.addEventListener('change', filter));
  one('#reset').addEventListener('click', reset);

  document.addEventListener('click', (event) => {
    const link = event.target.closest('a.go, a.q');
    const mark = event.target.closest('#text mark[id]');
    if (link) {
      const target = document.getElementById(link.hash.slice(1));
      if (!order.has(target && target.id)) return;
      event.preventDefault();
      select(link.closest('.finding'), target);
    } else if (mark) {
      marks.forEach((each) => { each.tabIndex = each === mark ? 0 : -1; });
      press(mark);
    }
  });

  document.addEventListener('keydown', (event) => {
    const mark = event.target.closest && event.target.closest('#text mark[id]');
    if (event.key === 'Escape') {
      const known = closed();
      if (known) known.focus();
      else if (from) finding(from);
    } else if (mark && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      press(mark);
    } else if (mark && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
      event.preventDefault();
      const step = event.key === 'ArrowRight' ? 1 : -1;
      let i = order.get(mark.id) + step;
      while (marks[i] && (marks[i].classList.contains('off') || marks[i].closest('[hidden]'))) i += step;
      if (marks[i]) reach(marks[i]);
    }
  });

  back.addEventListener('click', () => { if (from) finding(from); });
  one('#close').addEventListener('click', () => { const mark = closed(); if (mark) mark.focus(); });

  one('#theme').addEventListener('click', () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
  });

  if (matchMedia('(max-width: 60rem)').matches) one('#tools').open = false;
  addEventListener('beforeprint', () => all('details:not(.pg)').forEach((each) => { if (!each.open) { each.open = true; each.dataset.closed = ''; } }));
  addEventListener('afterprint', () => all('details[data-closed]').forEach((each) => { each.open = false; delete each.dataset.closed; }));

  filter();
  const aim = location.hash && document.getElementById(location.hash.slice(1));
  if (aim && order.has(aim.id)) reach(aim);
  else if (aim && aim.classList.contains('finding')) finding(aim);
})();
