using System.Text.Json;
using System.Text.Json.Serialization;
using Triad.Cli.Invocation;

namespace Triad.Cli.Models;

/// <summary>One thing to embed, as a line of <c>--items</c> has it.</summary>
internal sealed record TrialItem(string Id, TrialRole As, string? Text)
{
    /// <summary>Files of pictures.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    /// <summary>Files of frames that are a clip together.</summary>
    public IReadOnlyList<string> Frames { get; init; } = [];

    /// <summary>A file of sound.</summary>
    public string? Audio { get; init; }

    /// <summary>A file of video.</summary>
    public string? Video { get; init; }

    /// <summary>True where there is nothing to embed.</summary>
    public bool IsEmpty => Text is null && Images.Count == 0 && Frames.Count == 0 && Audio is null && Video is null;

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
            var item = new TrialItem(read.Id ?? $"{number}", read.As is { } role ? RoleOf(role) : usual, read.Text)
            {
                Images = read.Images ?? [],
                Frames = read.Frames ?? [],
                Audio = read.Audio,
                Video = read.Video,
            };
            return item.IsEmpty ? throw new JsonException("none of text, images, frames, audio and video is there") : item;
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

    private sealed record Line(
        string? Id, string? As, string? Text, IReadOnlyList<string>? Images, IReadOnlyList<string>? Frames, string? Audio, string? Video);
}
