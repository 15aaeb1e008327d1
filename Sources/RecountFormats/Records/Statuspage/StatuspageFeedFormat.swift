// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let statuspageFeed = LogFormat(
    name: "statuspage-feed",
    title: "Statuspage history feed (RSS, Atom)",
    family: .record, stamp: .end, specificity: 1, isDocument: true,
    notes: """
      `history.rss` and `history.atom` of a Statuspage, or such a feed a line. Updates become \
      milestones as in `statuspage`. They are stamped to the minute and without a year: it is the \
      one that brings them nearest to the time at which the entry was published, so the December \
      of an incident published in January belongs to the year before. The zone is that of the \
      page; an update whose zone has a name that stands for two zones is refused. Entries of \
      scheduled maintenances are notes. A feed that is not whole or not well-formed gives no \
      milestones at all.
      """,
    examples: [
      Example(
        #"<rss version="2.0"><channel><title>Shop Status - Incident History</title><item><title>Checkout errors</title><description>&lt;p&gt;&lt;small&gt;Jan &lt;var data-var='date'&gt; 1&lt;/var&gt;, &lt;var data-var='time'&gt;00:40&lt;/var&gt; UTC&lt;/small&gt;&lt;br&gt;&lt;strong&gt;Resolved&lt;/strong&gt; - Orders &amp;amp; carts are back.&lt;/p&gt;&lt;p&gt;&lt;small&gt;Dec &lt;var data-var='date'&gt;31&lt;/var&gt;, &lt;var data-var='time'&gt;22:05&lt;/var&gt; UTC&lt;/small&gt;&lt;br&gt;&lt;strong&gt;Investigating&lt;/strong&gt; - Some orders fail.&lt;/p&gt;</description><pubDate>Wed, 01 Jan 2025 00:40:12 +0000</pubDate></item></channel></rss>"#,
        gives: #"""
          {"clock":"page","kind":"milestone","milestone":"posted","plus_minus_us":30000000,"text":"investigating: Some orders fail.","time":"2024-12-31T22:05:00.000000Z"}
          {"clock":"page","kind":"milestone","milestone":"resolved","plus_minus_us":30000000,"text":"resolved: Orders & carts are back.","time":"2025-01-01T00:40:00.000000Z"}
          """#),
      Example(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <feed xml:lang="en-US" xmlns="http://www.w3.org/2005/Atom">
          <title>Shop Status - Incident History</title>
          <updated>2025-03-14T08:00:00Z</updated>
          <entry>
            <id>tag:status.shop.example,2005:Incident/7</id>
            <published>2025-03-12T11:02:33-07:00</published>
            <updated>2025-03-14T08:00:00-07:00</updated>
            <title>Slow uploads</title>
            <content type="html">&lt;p&gt;&lt;small&gt;Mar &lt;var data-var=&#39;date&#39;&gt;12&lt;/var&gt;, &lt;var data-var=&#39;time&#39;&gt;11:02&lt;/var&gt; PDT&lt;/small&gt;&lt;br&gt;&lt;strong&gt;Monitoring&lt;/strong&gt; - A fix is out.&lt;br /&gt;Thank you.&lt;/p&gt;&lt;p&gt;&lt;small&gt;Mar &lt;var data-var=&#39;date&#39;&gt;12&lt;/var&gt;, &lt;var data-var=&#39;time&#39;&gt;10:31&lt;/var&gt; PDT&lt;/small&gt;&lt;br&gt;&lt;strong&gt;Identified&lt;/strong&gt; - Disks are full.&lt;/p&gt;</content>
          </entry>
        </feed>
        """,
        gives: #"""
          {"clock":"page","kind":"milestone","milestone":"posted","plus_minus_us":30000000,"text":"identified: Disks are full.","time":"2025-03-12T17:31:00.000000Z"}
          {"clock":"page","kind":"milestone","milestone":"mitigated","plus_minus_us":30000000,"text":"monitoring: A fix is out. Thank you.","time":"2025-03-12T18:02:00.000000Z"}
          """#),
    ],
    refusals: [
      Refusal("<rss><channel></rss>", because: .malformedXML),
      Refusal("<rss>\n<channel><item>", because: .truncated),
      Refusal(
        "<rss><channel><item><description>News</description></item></channel></rss>",
        because: .notThisFormat),
    ],
    matches: { StatuspageFeedParser.matches($0) },
    decides: { StatuspageFeedParser.matches($0) },
    makeParser: { _ in StatuspageFeedParser() })
}
