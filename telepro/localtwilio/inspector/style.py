"""Decides the look of the inspector: the application's own colours, light and dark, wide and narrow."""

from markupsafe import Markup

STYLE = Markup("""
*{box-sizing:border-box}
:root{color-scheme:light dark;--bg:#f2f4f1;--surface:#fff;--sunken:#e7ebe6;--ink:#141c1a;
--ink-2:#43504b;--link:#134074;--line:#cbd3cd;--control:#76837d;--focus:#b3261e;--good:#0b6b3c;
--wait:#8a4b00;--bad:#a61b2b;--calm:#4a5752}
@media (prefers-color-scheme:dark){:root{--bg:#0f1513;--surface:#18211e;--sunken:#0a0f0d;
--ink:#eaf0ed;--ink-2:#b3c0ba;--link:#9cc1ff;--line:#2c3833;--control:#6b7b74;--focus:#ffb4a9;
--good:#69d49b;--wait:#f2b65a;--bad:#ff9a93;--calm:#a9b8b1}}
body{margin:0;background:var(--bg);color:var(--ink);font:1rem/1.5 system-ui,Verdana,sans-serif}
header,main,footer{max-width:76rem;margin:0 auto;padding:0 1.25rem}
header{display:flex;flex-wrap:wrap;align-items:baseline;gap:.25rem 1.5rem;padding-top:.75rem;
padding-bottom:.75rem;border-bottom:1px solid var(--line)}
header p,nav ul{margin:0;padding:0}
.brand{font-weight:700}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem;list-style:none}
nav a{display:block;padding:.35rem .75rem;border-radius:6px;text-decoration:none}
nav a[aria-current]{background:var(--sunken);color:var(--ink);font-weight:600}
.refresh{margin-left:auto;font-size:.875rem}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;background:var(--surface);padding:.5rem 1rem;z-index:1}
h1{font-size:1.6rem;line-height:1.2;margin:1.25rem 0 .25rem;overflow-wrap:anywhere}
h2{font-size:1.2rem;margin:2rem 0 .5rem}
.about,.why,footer{color:var(--ink-2)}
.about{margin:.25rem 0 1rem;max-width:60rem}
.why{display:block;font-size:.875rem}
.faults{background:var(--surface);border-left:4px solid var(--bad);padding:.5rem .75rem;margin:1rem 0 0}
footer{margin-top:3rem;padding-bottom:2rem;font-size:.875rem;border-top:1px solid var(--line)}
form{display:flex;flex-wrap:wrap;gap:.75rem 1rem;align-items:end;margin:0 0 1rem}
label{display:grid;gap:.15rem;font-size:.875rem;color:var(--ink-2)}
select,input,button{font:inherit;color:var(--ink);background:var(--surface);min-height:2.6rem;
border:1px solid var(--control);border-radius:6px;padding:.25rem .6rem}
input{min-width:17rem}
button{background:var(--link);border-color:var(--link);color:var(--bg);font-weight:600;
padding:.25rem 1.1rem;cursor:pointer}
table{border-collapse:collapse;width:100%;background:var(--surface);border:1px solid var(--line)}
th,td{text-align:left;vertical-align:top;padding:.5rem .75rem;border-top:1px solid var(--line)}
thead th{font-size:.875rem;color:var(--ink-2);font-weight:600;border-top:0}
td{overflow-wrap:anywhere}
td time,.num{font-variant-numeric:tabular-nums;white-space:nowrap}
code,pre{font:.875em/1.5 ui-monospace,"DejaVu Sans Mono",monospace}
pre{margin:.25rem 0 .75rem;padding:.6rem .75rem;background:var(--sunken);border-radius:6px;
white-space:pre-wrap;overflow-wrap:anywhere}
.chip{display:inline-block;white-space:nowrap;font-weight:600;color:var(--calm)}
.chip::before{content:"";display:inline-block;width:.6rem;height:.6rem;margin-right:.4rem;
border-radius:50%;background:currentColor}
.chip.in-progress,.chip.good{color:var(--good)}
.chip.queued,.chip.initiated,.chip.ringing,.chip.init,.chip.warning{color:var(--wait)}
.chip.failed,.chip.error,.chip.bad{color:var(--bad)}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:.75rem 1.5rem;
margin:1rem 0;padding:.75rem 1rem;background:var(--surface);border:1px solid var(--line)}
.facts div{min-width:0}
dt{font-size:.875rem;color:var(--ink-2)}
dd{margin:0;overflow-wrap:anywhere}
details{margin:.35rem 0 0}
summary{cursor:pointer;color:var(--link);width:max-content;max-width:100%;padding:.15rem 0}
.pages{display:flex;gap:1rem;align-items:baseline;margin:.75rem 0}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media (max-width:46rem){.refresh{margin-left:0}nav a{padding:.35rem .5rem}header{column-gap:.5rem}input{min-width:0}form label,form label>*{width:100%}
table,tbody,tr,td{display:block}thead{display:none}tr{padding:.5rem 0;border-top:1px solid var(--line)}
tr:first-child{border-top:0}td{border:0;padding:.2rem .75rem;display:grid;
grid-template-columns:6.5rem minmax(0,1fr);gap:.5rem}td:empty{display:none}
td::before{content:attr(data-head);font-size:.875rem;color:var(--ink-2)}}
@media print{header nav,.refresh,form{display:none}}
""")
