/** The frame of the report pages: the document, HTML, figures as text. */
package io.github.simloss.cli.report.page;
