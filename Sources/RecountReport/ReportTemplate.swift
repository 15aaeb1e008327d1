// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The outline of the default report: computed blocks with room for people between them.
enum ReportTemplate {
  static let standard = """
    {{% CONTENT_TYPE:RECOUNT-MARKDOWN}}
    {{{title}}}
    Status: draft <!-- Yours: draft, in review, reviewed. -->

    ## Summary

    <!-- Yours: two or three sentences for somebody who was not there. A draft from the numbers: -->

    {{{summary}}}
    ## Impact

    {{{impact}}}
    {{#builds}}
    ## Failed build steps

    {{{.}}}
    {{/builds}}
    ## Timing

    {{{timing}}}
    ## Timeline

    {{{timeline}}}
    {{#shows}}
    ## What the logs show

    {{{.}}}
    {{/shows}}
    ## Trigger, contributing factors, detection, response, recovery

    <!-- Yours. What set it off? What made it possible, and what made it worse? How was it noticed, \
    and how could that time be halved? What was tried, and what worked? -->

    ## What went well, what went badly, where we were lucky

    <!-- Yours. -->

    ## Actions

    <!-- Yours: action, type (prevent, detect, mitigate, process), owner, due, ticket. -->

    ## Open questions

    <!-- Yours. -->

    ## Data quality and method

    {{{quality}}}
    ## Evidence and reproduction

    {{{evidence}}}
    """

  /// One page: what happened, how bad it was, when who knew.
  static let brief = """
    {{% CONTENT_TYPE:RECOUNT-MARKDOWN}}
    {{{title}}}
    Status: draft <!-- Yours: draft, in review, reviewed. -->

    ## Summary

    <!-- Yours: two or three sentences for somebody who was not there. A draft from the numbers: -->

    {{{summary}}}
    ## Impact

    {{{impact}}}
    ## Timing

    {{{timing}}}
    ## Timeline

    {{{timeline}}}
    """

  /// What people outside could see, and what is done about it.
  static let external = """
    {{% CONTENT_TYPE:RECOUNT-MARKDOWN}}
    {{{title}}}
    ## Summary

    <!-- Yours: what customers saw, and for how long. A draft from the numbers: -->

    {{{summary}}}
    ## Impact

    {{{impact}}}
    ## Actions

    <!-- Yours: what is done so that it does not happen again; no names. -->
    """
}
