using System.Text.Json;
using Spectre.Console;
using Triad.Core.Text;

namespace Triad.Cli.Output;

/// <summary>
/// Where a command writes: its answer on standard output, as one JSON document or as text for a person; everything else,
/// progress and failures, on standard error.
/// </summary>
internal sealed class CommandOutput
{
    private const int UsualWidth = 80;

    private readonly TextWriter _out;
    private readonly TextWriter _error;
    private readonly Lazy<IAnsiConsole?> _terminal;

    public CommandOutput(TextWriter output, TextWriter error, bool json)
    {
        _out = output;
        _error = error;
        IsJson = json;
        Screen = new Screen(output, WidthOf(output));
        _terminal = new Lazy<IAnsiConsole?>(() => TerminalOf(error));
    }

    public bool IsJson { get; }

    /// <summary>Standard output for a person. Silent with <c>--json</c>: use <see cref="Answer"/>.</summary>
    public Screen Screen { get; }

    /// <summary>The terminal for progress; null where a person does not read along.</summary>
    public IAnsiConsole? Terminal => IsJson ? null : _terminal.Value;

    /// <summary>Writes the answer of a command, once.</summary>
    public void Answer(object document, Action<Screen> forPeople)
    {
        if (IsJson)
            _out.WriteLine(JsonSerializer.Serialize(document, JsonFormat.Options));
        else
            forPeople(Screen);
    }

    /// <summary>Writes one of several answers: a document a line, as they come.</summary>
    public void AnswerLine(object document, Action<Screen> forPeople)
    {
        if (IsJson)
            _out.WriteLine(JsonSerializer.Serialize(document, JsonFormat.Lines));
        else
            forPeople(Screen);
    }

    /// <summary>Begins an answer that is a list of any length, written as it comes.</summary>
    /// <param name="name">What the list is called in the document.</param>
    public ListOutput OpenList(string name) => IsJson ? new JsonListOutput(_out, name) : new TableListOutput(Screen);

    public void Note(string text)
    {
        if (!IsJson)
            _error.WriteLine(Printable.Escape(text));
    }

    /// <summary>Writes a line that belongs to no answer, with <c>--json</c> too.</summary>
    public void Warn(string text) => _error.WriteLine(Printable.Escape(text));

    public void Failure(FailureReport report)
    {
        if (IsJson)
            _out.WriteLine(JsonSerializer.Serialize(new { error = report }, JsonFormat.Options));
        Tell(report);
    }

    /// <summary>Says what failed to a person alone: the document has it already.</summary>
    public void Tell(FailureReport report) => _error.WriteLine(Printable.Escape($"triad: {report.ToLine()}"));

    // Whatever is not the terminal itself takes lines of any length.
    private static int? WidthOf(TextWriter writer)
    {
        if (Console.IsOutputRedirected || !ReferenceEquals(writer, Console.Out))
            return null;
        var width = Console.WindowWidth;
        return width > 0 ? width : UsualWidth;
    }

    private static IAnsiConsole? TerminalOf(TextWriter writer)
    {
        if (Console.IsErrorRedirected || !ReferenceEquals(writer, Console.Error))
            return null;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        return console.Profile.Capabilities.Interactive ? console : null;
    }
}
