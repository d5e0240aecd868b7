/// Draws cards. Everything that a service or a patient's record wrote is put in as text, never as markup.
enum CardScript {
  static let text = #"""
    'use strict';

    function element(tag, attributes, ...children) {
      const node = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes || {})) {
        if (name === 'onclick') node.addEventListener('click', value);
        else if (value !== undefined && value !== null && value !== false) node.setAttribute(name, value === true ? '' : value);
      }
      for (const child of children.flat()) if (child !== null && child !== undefined) node.append(child);
      return node;
    }

    const entities = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&#39;': "'" };

    // The little Markdown that clinical text needs: bold, links to https, entities and escapes. All else stays text.
    function inline(text) {
      const nodes = [];
      const pattern = /\*\*(.+?)\*\*|\[((?:\\.|[^\]\\])+)\]\((https:\/\/[^\s()]+)\)/g;
      let last = 0;
      for (const match of text.matchAll(pattern)) {
        nodes.push(plain(text.slice(last, match.index)));
        nodes.push(match[1] !== undefined
          ? element('b', {}, plain(match[1]))
          : element('a', { href: match[3], rel: 'noopener noreferrer', target: '_blank' }, plain(match[2])));
        last = match.index + match[0].length;
      }
      nodes.push(plain(text.slice(last)));
      return nodes;
    }

    function plain(text) {
      return text.replace(/&(?:lt|gt|amp|quot|#39);/g, (entity) => entities[entity]).replace(/\\([\\`*_{}\[\]()#+\-.!|<>~])/g, '$1');
    }

    function markdown(text) {
      const box = element('div', { class: 'detail' });
      for (const block of String(text).split(/\n\s*\n/)) {
        const lines = block.split('\n').filter((line) => line.trim());
        if (!lines.length) continue;
        if (lines.every((line) => /^\s*[-*] /.test(line))) {
          box.append(element('ul', {}, lines.map((line) => element('li', {}, inline(line.replace(/^\s*[-*] /, ''))))));
        } else {
          box.append(element('p', {}, inline(lines.join(' ').replace(/^#+ /, ''))));
        }
      }
      return box;
    }

    const severities = ['critical', 'warning', 'info'];
    const severityNames = { critical: 'Critical', warning: 'Warning', info: 'Information' };

    function drawCard(card, service, send) {
      const severity = severities.includes(card.indicator) ? card.indicator : 'info';
      const box = element('article', { class: 'card ' + severity });
      const state = element('span', { class: 'quiet', role: 'status' });
      const finish = async (body, words) => {
        for (const control of box.querySelectorAll('button, select')) control.disabled = true;
        state.textContent = 'Sending feedback…';
        try {
          const answer = await send(Object.assign({ service: service, card: card.uuid }, body));
          state.textContent = words + (answer.failure ? ' Feedback was not taken: ' + answer.failure : '');
          box.classList.add('done');
        } catch (error) {
          state.textContent = words + ' Feedback could not be sent: ' + error.message;
        }
      };
      const source = card.source || {};
      box.append(element('span', { class: 'tag' }, severityNames[severity]), element('h3', {}, String(card.summary || '')));
      box.append(element('p', { class: 'source' }, 'Source: ', /^https:\/\//.test(source.url || '')
        ? element('a', { href: source.url, rel: 'noopener noreferrer', target: '_blank' }, String(source.label || source.url))
        : String(source.label || 'not named')));
      if (card.detail) box.append(markdown(card.detail));
      for (const suggestion of card.suggestions || []) {
        box.append(element('div', { class: 'suggestion' },
          element('button', { type: 'button', class: suggestion.isRecommended ? 'primary' : null,
            onclick: () => finish({ outcome: 'accepted', suggestions: suggestion.uuid ? [suggestion.uuid] : [] }, 'Accepted: ' + suggestion.label + '.') },
            String(suggestion.label || 'Accept')),
          element('ul', {}, (suggestion.actions || []).map((action) => element('li', {}, String(action.type || '') + ': ' + String(action.description || ''))))));
      }
      for (const link of card.links || []) {
        box.append(element('p', {}, /^https:\/\//.test(link.url || '') && link.type !== 'smart'
          ? element('a', { href: link.url, rel: 'noopener noreferrer', target: '_blank' }, String(link.label || link.url))
          : String(link.label || '') + ' (app link, not started here)'));
      }
      const foot = element('div', { class: 'foot' });
      if (card.uuid) {
        const reasons = element('select', { 'aria-label': 'Reason for dismissing' }, element('option', { value: '' }, 'Dismiss without a reason'));
        (card.overrideReasons || []).forEach((reason, index) => reasons.append(element('option', { value: String(index) }, String(reason.display || reason.code))));
        if (card.overrideReasons && card.overrideReasons.length) foot.append(reasons);
        foot.append(element('button', { type: 'button', onclick: () => {
          const reason = reasons.value === '' ? undefined : card.overrideReasons[Number(reasons.value)];
          finish(reason ? { outcome: 'overridden', reason: reason } : { outcome: 'overridden' }, 'Dismissed.');
        } }, 'Dismiss'));
      }
      foot.append(state);
      box.append(foot);
      return box;
    }

    """#
}
