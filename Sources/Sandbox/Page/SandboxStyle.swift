/// The page's style sheet.
enum SandboxStyle {
  static let text = """
    :root { color-scheme: light dark; --back: #f4f6f8; --paper: #fff; --ink: #16212b; --quiet: #566573; --line: #d8dfe6;
      --accent: #0b5cad; --info: #0079be; --warning: #b86e00; --critical: #b3141d; }
    @media (prefers-color-scheme: dark) { :root { --back: #11181e; --paper: #1a232b; --ink: #e6edf3; --quiet: #9fb0bf;
      --line: #31404d; --accent: #66adf0; --info: #4fb1ea; --warning: #f0a83c; --critical: #ff6b72; } }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--back); color: var(--ink); font: 16px/1.45 system-ui, sans-serif; }
    header { display: flex; flex-wrap: wrap; gap: .2rem 1.5rem; align-items: baseline; padding: .7rem 1.2rem;
      background: var(--paper); border-bottom: 1px solid var(--line); }
    header p { margin: 0; color: var(--quiet); font-size: .85rem; }
    h1 { margin: 0; font-size: 1.25rem; } h1 span { font-weight: 400; color: var(--quiet); }
    h2 { margin: 0 0 .5rem; font-size: 1rem; }
    .columns { display: grid; grid-template-columns: 18rem minmax(0, 1fr); gap: 1.2rem; padding: 1.2rem; max-width: 96rem; }
    @media (max-width: 52rem) { .columns { grid-template-columns: 1fr; } }
    nav ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .4rem; }
    button, select, input { font: inherit; color: inherit; }
    button { border: 1px solid var(--line); border-radius: .5rem; background: var(--paper); padding: .4rem .8rem; cursor: pointer; }
    button:hover { border-color: var(--accent); }
    button:focus-visible, select:focus-visible, input:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 1px; }
    button:disabled { opacity: .55; cursor: default; }
    button.primary { background: var(--accent); border-color: var(--accent); color: #fff; }
    @media (prefers-color-scheme: dark) { button.primary { color: #0c1319; } }
    .patient { width: 100%; text-align: left; display: grid; gap: .05rem; }
    .patient span, .patient em { color: var(--quiet); font-size: .85rem; font-style: normal; }
    .patient[aria-current] { border-color: var(--accent); box-shadow: inset .25rem 0 0 var(--accent); }
    main { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.2rem; align-content: start; }
    #desk { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 3fr); gap: 1.2rem; align-items: start; }
    @media (max-width: 70rem) { #desk { grid-template-columns: 1fr; } }
    .stack { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.2rem; min-width: 0; } .story { margin: .2rem 0 0; color: var(--quiet); }
    main section { background: var(--paper); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem 1.2rem; }
    [hidden] { display: none !important; }
    #chart h3 { margin: .9rem 0 .2rem; font-size: .8rem; text-transform: uppercase; letter-spacing: .04em; color: var(--quiet); }
    #chart ul { margin: 0; padding: 0; list-style: none; font-size: .9rem; }
    #chart li { padding: .12rem 0; } #chart > div:first-child h3 { margin-top: 0; } #chart li span, #chart time, .quiet { color: var(--quiet); }
    #chart time { white-space: nowrap; } #chart p { margin: 0; font-size: .9rem; }
    .name { font-size: 1.2rem; font-weight: 600; } .facts { color: var(--quiet); margin-left: .6rem; }
    fieldset { border: 0; margin: 0 0 .7rem; padding: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: .25rem 1rem; } fieldset label { display: flex; gap: .45rem; align-items: baseline; }
    legend { padding: 0; color: var(--quiet); font-size: .85rem; }
    .row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
    #cards { display: grid; grid-template-columns: minmax(0, 1fr); gap: .8rem; }
    .card { border: 1px solid var(--line); border-left: .4rem solid var(--tone); border-radius: .6rem; padding: .8rem 1rem; }
    .card.info { --tone: var(--info); } .card.warning { --tone: var(--warning); } .card.critical { --tone: var(--critical); }
    .card .tag { color: var(--tone); font-weight: 700; font-size: .8rem; text-transform: uppercase; letter-spacing: .05em; }
    .card h3 { margin: .1rem 0; font-size: 1.1rem; }
    .card .source { color: var(--quiet); font-size: .85rem; margin: 0 0 .4rem; }
    .card .detail { font-size: .95rem; overflow-wrap: anywhere; } .card .detail p { margin: .35rem 0; } .card .detail ul { margin: .2rem 0; padding-left: 1.2rem; }
    .suggestion { border-top: 1px solid var(--line); margin-top: .6rem; padding-top: .6rem; }
    .suggestion ul { margin: .3rem 0 0; padding-left: 1.2rem; color: var(--quiet); font-size: .9rem; }
    .card .foot select { flex: 0 1 22rem; min-width: 0; }
    .card .foot { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin-top: .7rem; font-size: .9rem; }
    select { background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; padding: .35rem; max-width: 100%; }
    .card.done { opacity: .7; }
    .failure { border: 2px solid var(--critical); border-radius: .6rem; padding: .7rem 1rem; margin: 0; }
    .failure b { color: var(--critical); }
    .nothing { border: 1px dashed var(--line); border-radius: .6rem; padding: .7rem 1rem; margin: 0; }
    details { margin-top: .9rem; } summary { cursor: pointer; color: var(--quiet); }
    pre { background: var(--back); border: 1px solid var(--line); border-radius: .5rem; padding: .6rem; overflow: auto; max-height: 26rem; font-size: .8rem; }

    """
}
