using Spectre.Console;
using Triad.Evaluation;

namespace Triad.Cli.Output;

/// <summary>Progress bars on standard error, where that is a terminal and a person reads along.</summary>
internal sealed class ProgressDisplay : IProgressBoard
{
    private readonly ProgressContext? _context;

    private ProgressDisplay(ProgressContext? context) => _context = context;

    public static Task<T> RunAsync<T>(CommandOutput output, Func<ProgressDisplay, Task<T>> work)
    {
        if (output.IsJson || !output.Notes.Profile.Capabilities.Interactive)
            return work(new ProgressDisplay(null));

        return output.Notes.Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new ElapsedTimeColumn())
            .StartAsync(context => work(new ProgressDisplay(context)));
    }

    public ProgressItem Add(string name) => new(name, _context?.AddTask(Markup.Escape(name)));

    IProgressLine IProgressBoard.Add(string name) => Add(name);
}
