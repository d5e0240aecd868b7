/// Drives the page: opens charts, fires hooks at every service that listens to them, and tells failures from silence.
enum SandboxScript {
  static let text = #"""
    'use strict';

    const find = (id) => document.getElementById(id);
    let patient = null;
    let firing = 0;

    async function ask(path, body) {
      const response = await fetch(path, body === undefined ? {} : {
        method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
      const text = await response.text();
      let json = null;
      try { json = JSON.parse(text); } catch (error) { /* told below */ }
      if (!response.ok) {
        const issue = json && json.issue && json.issue[0];
        throw new Error((issue && issue.diagnostics) || 'the sandbox answered ' + response.status);
      }
      if (json === null) throw new Error('the sandbox did not answer with JSON');
      return json;
    }

    function list(title, lines) {
      return element('div', {}, element('h3', {}, title), lines.length
        ? element('ul', {}, lines.map((line) => element('li', {}, line.text, ' ',
            line.detail ? element('span', {}, line.detail) : null, ' ', line.date ? element('time', {}, line.date) : null)))
        : element('p', { class: 'quiet' }, 'None on record'));
    }

    function failure(title, text) {
      return element('p', { class: 'failure', role: 'alert' }, element('b', {}, title + ' '), text,
        ' This is not the same as “nothing found”.');
    }

    async function open(id) {
      patient = id;
      for (const button of document.querySelectorAll('.patient')) {
        if (button.dataset.id === id) button.setAttribute('aria-current', 'true'); else button.removeAttribute('aria-current');
      }
      find('welcome').hidden = true;
      const banner = find('banner');
      banner.hidden = false;
      try {
        const [facts, orders] = await Promise.all([
          ask('/sandbox/patients/' + encodeURIComponent(id)), ask('/sandbox/patients/' + encodeURIComponent(id) + '/orders')]);
        if (patient !== id) return;
        banner.replaceChildren(element('span', { class: 'name' }, facts.name), element('span', { class: 'facts' },
          [facts.facts, facts.born && 'born ' + facts.born].filter(Boolean).join(', ')), element('p', { class: 'story' }, facts.story));
        find('chart').replaceChildren(list('Problems', facts.problems), list('Medicines', facts.medicines),
          list('Allergies', facts.allergies), list('Latest results', facts.results));
        find('orders').replaceChildren(element('legend', {}, 'Draft'), ...orders.map((order) => element('label', {},
          element('input', { type: 'checkbox', value: order.id }), ' ', order.title)));
        find('desk').hidden = false;
        if (matchMedia('(max-width: 52rem)').matches) banner.scrollIntoView();
        await fire('patient-view');
      } catch (error) {
        banner.replaceChildren(failure('The chart could not be opened:', error.message));
      }
    }

    async function fire(hook) {
      const run = ++firing;
      const cards = find('cards'), summary = find('summary'), exchanges = find('exchanges');
      summary.textContent = 'Firing ' + hook + '…';
      cards.replaceChildren();
      exchanges.replaceChildren();
      for (const button of document.querySelectorAll('.hook')) button.disabled = true;
      try {
        const drafts = [...document.querySelectorAll('#orders input:checked')].map((box) => box.value);
        if (hook !== 'patient-view' && !drafts.length) {
          summary.textContent = 'Choose an order first.';
          return;
        }
        const discovery = await ask('/sandbox/services');
        if (discovery.failure) throw new Error(discovery.failure);
        const services = discovery.services.filter((service) => service.hook === hook);
        if (!services.length) {
          summary.textContent = 'No service listens to ' + hook + '.';
          return;
        }
        const results = await Promise.all(services.map(async (service) => {
          try {
            return await ask('/sandbox/fire', { patient: patient, service: service.id, hook: hook, drafts: drafts, prefetch: find('prefetch').checked });
          } catch (error) {
            return { service: service.id, title: service.title || service.id, failure: error.message };
          }
        }));
        if (run !== firing) return;
        show(hook, results);
      } catch (error) {
        summary.textContent = '';
        cards.replaceChildren(failure(hook + ' could not be fired:', error.message));
      } finally {
        if (run === firing) for (const button of document.querySelectorAll('.hook')) button.disabled = false;
      }
    }

    function show(hook, results) {
      const cards = find('cards'), failed = results.filter((result) => result.failure);
      const drawn = results.filter((result) => !result.failure)
        .flatMap((result) => result.response.cards.map((card) => ({ card: card, service: result.service })))
        .sort((left, right) => severities.indexOf(left.card.indicator) - severities.indexOf(right.card.indicator));
      const answered = results.length - failed.length;
      const slowest = Math.max(0, ...results.map((result) => result.milliseconds || 0));
      find('summary').textContent = hook + ': ' + answered + ' of ' + results.length + ' service' + (results.length === 1 ? '' : 's')
        + ' answered, ' + drawn.length + ' card' + (drawn.length === 1 ? '' : 's') + ', slowest ' + slowest + ' ms.';
      for (const result of failed) cards.append(failure(result.title + ':', result.failure));
      for (const item of drawn) cards.append(drawCard(item.card, item.service, (body) => ask('/sandbox/feedback', body)));
      if (!drawn.length && answered) {
        cards.append(element('p', { class: 'nothing' }, failed.length
          ? 'The services that answered have no recommendation.' : 'No recommendation from the services that were asked.'));
      }
      find('exchanges').replaceChildren(...results.map((result) => element('details', {},
        element('summary', {}, result.title + (result.status ? ': ' + result.status : '') + (result.milliseconds !== undefined ? ', ' + result.milliseconds + ' ms' : '')),
        element('p', {}, 'Request'), element('pre', {}, result.request ? JSON.stringify(result.request, null, 2) : 'not sent'),
        element('p', {}, 'Response'), element('pre', {}, result.response ? JSON.stringify(result.response, null, 2) : result.failure || 'none'))));
    }

    for (const button of document.querySelectorAll('.patient')) button.addEventListener('click', () => open(button.dataset.id));
    for (const button of document.querySelectorAll('.hook')) button.addEventListener('click', () => fire(button.dataset.hook));

    // /?patient=ID opens a chart; &draft=ID (repeatable) and &hook=order-sign go on from there.
    async function follow(link) {
      const id = link.get('patient');
      if (!id || !document.querySelector('.patient[data-id="' + CSS.escape(id) + '"]')) return;
      await open(id);
      const drafts = link.getAll('draft');
      for (const box of document.querySelectorAll('#orders input')) box.checked = drafts.includes(box.value);
      if (document.querySelector('.hook[data-hook="' + CSS.escape(link.get('hook') || '') + '"]')) await fire(link.get('hook'));
    }
    follow(new URLSearchParams(location.search));

    """#
}
