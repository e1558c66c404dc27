using System.Text.Json;
using System.Text.Json.Serialization;
using Triad.Cli.Invocation;

namespace Triad.Cli.Models;

/// <summary>One thing to embed, as a line of <c>--items</c> has it.</summary>
internal sealed record TrialItem(string Id, TrialRole As, string Text)
{
    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads a file of items, one a line.</summary>
    /// <exception cref="CommandException">A line is none; the message has its number.</exception>
    public static IReadOnlyList<TrialItem> Read(FileInfo file, TrialRole usual)
    {
        var items = new List<TrialItem>();
        var number = 0;
        foreach (var line in File.ReadLines(file.FullName))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                items.Add(Parse(line, number, usual));
        }

        return items.Count > 0 ? items : throw CommandException.WrongUse("--items", file.Name, "Give at least one line");
    }

    private static TrialItem Parse(string line, int number, TrialRole usual)
    {
        try
        {
            var read = JsonSerializer.Deserialize<Line>(line, Strict) ?? throw new JsonException("is null");
            if (read.Text is null)
                throw new JsonException("'text' is missing");
            return new TrialItem(read.Id ?? $"{number}", read.As is { } role ? RoleOf(role) : usual, read.Text);
        }
        catch (JsonException exception)
        {
            throw CommandException.WrongUse($"--items line {number}", line,
                $"A line is like {{\"id\": \"1\", \"as\": \"query\", \"text\": \"rain\"}}: {exception.Message}");
        }
    }

    private static TrialRole RoleOf(string name) => Enum.GetValues<TrialRole>().Where(
        role => $"{role}".Equals(name, StringComparison.OrdinalIgnoreCase)).ToArray() is [var role]
        ? role
        : throw new JsonException($"'as' is '{name}', which is none of query, document, media");

    private sealed record Line(string? Id, string? As, string? Text);
}
