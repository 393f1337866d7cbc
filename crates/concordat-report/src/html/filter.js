
(function () {
  'use strict';
  var find = function () { return location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1))); };
  var open = function () {
    var target = find();
    for (var box = target && target.closest('details'); box; box = box.parentElement.closest('details')) box.open = true;
    if (target && target.closest('details')) target.scrollIntoView();
  };
  window.addEventListener('hashchange', open);
  open();
  window.addEventListener('beforeprint', function () {
    Array.prototype.forEach.call(document.querySelectorAll('details:not(.further):not(.behind)'), function (details) { details.open = true; });
  });
  (function () {
    var form = document.getElementById('case-filters');
    if (!form) return;
    var cases = Array.prototype.slice.call(document.querySelectorAll('.case'));
    var names = ['theme', 'age', 'role', 'actor', 'end'], said = document.getElementById('case-count');
    var fits = function (box, name, wanted) {
      var held = (box.dataset[name] || '').split(' ');
      if (!wanted) return true;
      if (name !== 'age') return held.indexOf(wanted) >= 0;
      var ends = wanted.split('-');
      return held.some(function (age) { return age !== '' && +age >= +ends[0] && +age <= +ends[1]; });
    };
    var choose = function () {
      var shown = 0;
      cases.forEach(function (box) {
        box.hidden = !names.every(function (name) { return fits(box, name, document.getElementById('case-' + name).value); });
        if (!box.hidden) shown += 1;
      });
      said.textContent = 'Showing ' + shown + ' of ' + cases.length + ' cases.';
    };
    form.hidden = false;
    form.addEventListener('submit', function (event) { event.preventDefault(); });
    form.addEventListener('change', choose);
    window.addEventListener('hashchange', function () { var target = find(); if (target && target.closest('.case[hidden]')) { form.reset(); choose(); target.scrollIntoView(); } });
    choose();
  })();
  var form = document.getElementById('filters');
  if (!form) return;
  var field = function (name) { return document.getElementById('filter-' + name); };
  var severity = field('severity'), family = field('family'), about = field('document'), words = field('words'), count = field('count');
  var findings = Array.prototype.slice.call(document.querySelectorAll('.finding'));
  var texts = findings.map(function (finding) { return finding.textContent.toLowerCase().replace(/\s+/g, ' '); });
  var groups = Array.prototype.slice.call(document.querySelectorAll('.family, .group'));
  function filter() {
    var sought = words.value.toLowerCase().trim().replace(/\s+/g, ' '), shown = 0;
    findings.forEach(function (finding, n) {
      var data = finding.dataset;
      var fits = (!severity.value || data.severity === severity.value) && (!family.value || data.family === family.value) &&
        (!about.value || data.documents.split(' ').indexOf(about.value) >= 0) && (!sought || texts[n].indexOf(sought) >= 0);
      finding.hidden = !fits;
      if (fits) shown += 1;
    });
    groups.forEach(function (group) { group.hidden = !group.querySelector('.finding:not([hidden])'); });
    count.textContent = shown === findings.length ? 'Showing all ' + shown + ' findings.' : 'Showing ' + shown + ' of ' + findings.length + ' findings.';
  }
  function reveal() {
    var target = find();
    if (!target || !target.closest('[hidden]')) return;
    form.reset();
    filter();
    target.scrollIntoView();
  }
  form.hidden = false;
  form.addEventListener('submit', function (event) { event.preventDefault(); });
  form.addEventListener('input', filter);
  form.addEventListener('change', filter);
  window.addEventListener('hashchange', reveal);
  filter();
})();
