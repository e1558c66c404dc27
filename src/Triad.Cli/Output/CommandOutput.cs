using System.Text.Json;
using Spectre.Console;

namespace Triad.Cli.Output;

/// <summary>
/// Where a command writes: its answer on standard output, as one JSON document or as text for a person; everything else,
/// progress and failures, on standard error.
/// </summary>
internal sealed class CommandOutput
{
    private readonly TextWriter _out;
    private readonly TextWriter _error;

    public CommandOutput(TextWriter output, TextWriter error, bool json)
    {
        _out = output;
        _error = error;
        IsJson = json;
        Screen = Console(output, System.Console.IsOutputRedirected);
        Notes = Console(error, System.Console.IsErrorRedirected);
    }

    public bool IsJson { get; }

    /// <summary>Standard output for a person. Silent with <c>--json</c>: use <see cref="Answer"/>.</summary>
    public IAnsiConsole Screen { get; }

    /// <summary>Standard error: progress and remarks.</summary>
    public IAnsiConsole Notes { get; }

    /// <summary>Writes the answer of a command, once.</summary>
    public void Answer(object document, Action<IAnsiConsole> forPeople)
    {
        if (IsJson)
            _out.WriteLine(JsonSerializer.Serialize(document, JsonFormat.Options));
        else
            forPeople(Screen);
    }

    public void Note(string text)
    {
        if (!IsJson)
            _error.WriteLine(text);
    }

    public void Failure(FailureReport report)
    {
        if (IsJson)
            _out.WriteLine(JsonSerializer.Serialize(new { error = report }, JsonFormat.Options));
        _error.WriteLine($"triad: {report.ToLine()}");
    }

    private static IAnsiConsole Console(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected)
            console.Profile.Width = 160;
        return console;
    }
}
