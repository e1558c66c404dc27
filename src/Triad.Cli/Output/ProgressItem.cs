using Spectre.Console;
using Triad.Core.Text;
using Triad.Evaluation;

namespace Triad.Cli.Output;

/// <summary>One line of a progress display; does nothing where there is no terminal.</summary>
internal sealed class ProgressItem(string name, ProgressTask? bar) : IProgressLine
{
    public void Report(int done, int of) => Report(100.0 * done / of, $"{done} of {of}");

    /// <summary>There is nothing more to come.</summary>
    public void End() => bar?.StopTask();

    public void Report(double percent, string activity)
    {
        if (bar is null)
            return;
        bar.Value = Math.Clamp(percent, 0, 100);
        bar.Description = Markup.Escape(Printable.Escape($"{name}  {activity}"));
    }
}
