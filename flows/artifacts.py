"""A run's report as artifacts of its flow run."""

from prefect.artifacts import create_markdown_artifact, create_table_artifact

from flows.report import Report


def keep_report(report: Report) -> None:
    """The whole report as Markdown, its coverage once more as a table."""
    create_markdown_artifact(report.markdown, key="report", description=report.title)
    create_table_artifact(
        [dict(row) for row in report.coverage], key="coverage", description=report.title
    )
