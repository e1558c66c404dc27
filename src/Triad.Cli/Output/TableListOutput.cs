namespace Triad.Cli.Output;

/// <summary>A list as one table: the first page says how wide its columns are.</summary>
internal sealed class TableListOutput(Screen screen) : ListOutput
{
    private TableLayout? _layout;

    public override void Write<T>(IReadOnlyList<T> items, Func<IReadOnlyList<T>, TextTable> tableOf) => _layout = screen.Write(tableOf(items), _layout);

    public override void End(FailureReport? failure)
    {
        // A table has no end, and the failure is told beside it.
    }
}
