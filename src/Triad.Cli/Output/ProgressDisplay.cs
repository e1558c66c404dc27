using Spectre.Console;
using Triad.Core.Text;
using Triad.Evaluation;

namespace Triad.Cli.Output;

/// <summary>Progress bars on standard error, where that is a terminal and a person reads along.</summary>
internal sealed class ProgressDisplay : IProgressBoard
{
    private readonly ProgressContext? _context;

    private ProgressDisplay(ProgressContext? context) => _context = context;

    public static Task<T> RunAsync<T>(CommandOutput output, Func<ProgressDisplay, Task<T>> work)
    {
        if (output.Terminal is not { } terminal)
            return work(new ProgressDisplay(null));

        return terminal.Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new ElapsedTimeColumn())
            .StartAsync(context => work(new ProgressDisplay(context)));
    }

    public ProgressItem Add(string name) => new(name, _context?.AddTask(Markup.Escape(Printable.Escape(name))));

    IProgressLine IProgressBoard.Add(string name) => Add(name);
}
