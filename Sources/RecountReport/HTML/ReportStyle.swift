// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The style of the page: light cards, one column on a narrow screen, all of it on paper.
///
/// Text has a contrast of 4.5:1 at least; the colours of data are those of the charts.
enum ReportStyle {
  static let text = #"""

    :root{color-scheme:light;--ink:#333333;--quiet:#57606a;--rule:#d0d7de;--card:#ffffff;
    --page:#f6f8fa;--link:#00558a;--failed:#7f1d1d}
    *{box-sizing:border-box}
    body{margin:0 auto;padding:24px;max-width:1232px;background:var(--page);color:var(--ink);
    font:16px/1.5 system-ui,"Segoe UI",Helvetica,Arial,sans-serif;overflow-wrap:break-word}
    header,section,nav{background:var(--card);border:1px solid var(--rule);border-radius:8px;
    padding:20px 24px;margin:0 0 20px}
    section{scroll-margin-top:12px}
    h1{font-size:28px;line-height:1.25;margin:0 0 12px}
    h2{font-size:21px;line-height:1.3;margin:0 0 12px}
    h3{font-size:17px;margin:20px 0 8px}
    p,ul,ol,pre,blockquote,figure{margin:0 0 14px}
    ul,ol{padding-left:22px}
    li{margin:3px 0}
    a{color:var(--link)}
    :focus-visible{outline:3px solid #0071b2;outline-offset:2px;border-radius:3px}
    nav ol{list-style:none;margin:0;padding:0}
    nav a{display:block;padding:3px 0;text-decoration:none;font-size:14px;line-height:1.35}
    nav a:hover{text-decoration:underline}
    blockquote{border-left:4px solid #b45309;padding:2px 14px}
    blockquote p:last-child{margin:0}
    .yours{border:1px dashed #8c959f;border-radius:6px;padding:8px 12px;color:var(--quiet);
    font-style:italic}
    code{font:13px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:#f0f2f4;
    border-radius:4px;padding:1px 4px;overflow-wrap:anywhere}
    pre{background:#f6f8fa;border:1px solid var(--rule);border-radius:6px;padding:10px 12px;
    overflow-x:auto}
    pre code{background:none;padding:0;overflow-wrap:normal}
    .scroll{overflow-x:auto;margin:0 0 14px}
    table{border-collapse:collapse;width:100%;font-size:14px;line-height:1.4}
    caption{text-align:left;color:var(--quiet);font-size:13px;padding:0 0 6px}
    th,td{text-align:left;vertical-align:top;padding:6px 16px 6px 0;
    border-bottom:1px solid var(--rule)}
    th:last-child,td:last-child{padding-right:2px}
    thead th{font-weight:600;border-bottom:2px solid #8c959f;vertical-align:bottom}
    tbody th{font-weight:400}
    .number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
    [data-block=timeline] tbody th{white-space:nowrap}
    figure{margin:0 0 20px}
    .computed{margin-bottom:14px}
    header>:last-child,section>:last-child,.computed>:last-child{margin-bottom:0}
    figure .scroll{margin:0}
    figure svg{display:block;width:100%;min-width:680px;max-width:880px;height:auto}
    figcaption{color:var(--quiet);font-size:14px;margin-top:6px}
    button,select,input{font:14px/1.3 system-ui,"Segoe UI",Helvetica,Arial,sans-serif;
    color:var(--ink);background:#ffffff;border:1px solid #8c959f;border-radius:6px;
    padding:5px 10px;min-height:32px;max-width:100%}
    button{cursor:pointer}
    button:hover{background:#f0f2f4}
    button[aria-pressed=false]{color:var(--quiet);text-decoration:line-through;
    border-style:dashed}
    caption button{font-size:12px;min-height:24px;padding:1px 8px;margin-left:10px}
    .tools{display:flex;flex-wrap:wrap;gap:8px;align-items:center;margin:0 0 12px}
    .tools label{font-size:13px;color:var(--quiet)}
    .tools output{font-size:14px;color:var(--quiet)}
    .explorer svg{display:block;touch-action:pan-y;user-select:none;-webkit-user-select:none}
    .explorer .plots{margin:0 0 12px}
    .explorer .overview{cursor:crosshair;margin:0 0 8px}
    .hint{color:var(--quiet);font-size:13px}
    .evidence{border-left:4px solid var(--failed);padding:2px 0 2px 14px;margin:0 0 14px}
    .evidence p{margin:0 0 6px}
    @media (min-width:1080px){
    body{display:grid;grid-template-columns:220px minmax(0,1fr);column-gap:24px;align-items:start}
    header{grid-column:1/-1}
    nav{position:sticky;top:24px;padding:14px 18px;max-height:calc(100vh - 48px);overflow-y:auto}
    }
    @media (max-width:600px){
    body{padding:10px}
    header,section,nav{padding:14px;margin-bottom:12px}
    h1{font-size:23px}
    h2{font-size:19px}
    table{font-size:13px}
    th,td{padding-right:10px}
    .scroll>table{min-width:680px}
    header .scroll>table,.explorer .scroll>table{min-width:0}
    }
    @media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
    @page{size:A4;margin:16mm}
    @media print{
    body{display:block;max-width:none;padding:0;background:none;font-size:10.5pt}
    header,section,nav{border:0;border-radius:0;padding:0;margin:0 0 14pt}
    nav,.tools,.explorer,.evidence,button{display:none}
    tr[hidden]{display:table-row}
    .number{white-space:normal}
    .scroll,pre{overflow:visible}
    pre{white-space:pre-wrap}
    table,.scroll>table{font-size:8.5pt;min-width:0}
    code{font-size:8.5pt;background:none;padding:0}
    figure svg{min-width:0;max-width:100%}
    thead{display:table-header-group}
    figure,tr,blockquote,li{break-inside:avoid}
    h1,h2,h3,caption{break-after:avoid}
    a{color:inherit;text-decoration:none}
    }

    """#
}
