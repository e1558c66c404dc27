using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Triad.Cli.Invocation;
using Triad.Client;

namespace Triad.Cli.Searching;

/// <summary>Options that become a query. A part ends in <c>^WEIGHT</c> where it does not count 1; a negative one leads away.</summary>
internal sealed class QueryOptions
{
    public const string WeightRemark = "May be repeated; ^WEIGHT at its end changes what it counts (1), a negative one leads away.";

    private readonly Argument<string[]> _words = new("TEXT") { Description = $"Texts. {WeightRemark}", Arity = ArgumentArity.ZeroOrMore };

    private readonly Option<string[]> _text = Part("--text", "A text.", "TEXT");

    private readonly Option<string[]> _not = Part("--not", "A text to look away from.", "TEXT");

    private readonly Option<string[]> _audio = Part("--audio", "A sound file.", "FILE");

    private readonly Option<string[]> _image = Part("--image", "A picture.", "FILE");

    private readonly Option<string[]> _video = Part("--video", "A video file with its sound.", "FILE");

    private readonly Option<string[]> _stored = Part("--stored", "A video of the library, or one of its segments.", "VIDEO[/SEGMENT]");

    private readonly Option<string[]> _vector = Part(
        "--vector", "A JSON file with \"values\" and \"space\", as 'triad embed --json' prints it.", "FILE");

    private readonly Option<Composition> _compose = new("--compose")
    {
        Description = "How parts become one vector: auto, fused or late.",
        HelpName = "HOW",
    };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_words);
        foreach (var option in new Option[] { _text, _not, _audio, _image, _video, _stored, _vector, _compose })
            command.Options.Add(option);
    }

    public async Task<SearchQuery> ReadAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var query = new SearchQuery { Composition = context.Get(_compose) };
        foreach (var (text, weight) in Parts(context.Get(_words)).Concat(Parts(context.Get(_text))))
            query = query.WithText(text, weight);
        foreach (var (text, weight) in Parts(context.Get(_not)))
            query = query.WithoutText(text, weight);
        foreach (var (path, weight) in Parts(context.Get(_audio)))
            query = query.WithAudio(await FileAsync("--audio", path, cancellationToken), weight);
        foreach (var (path, weight) in Parts(context.Get(_image)))
            query = query.WithImage(await FileAsync("--image", path, cancellationToken), weight);
        foreach (var (path, weight) in Parts(context.Get(_video)))
            query = query.WithVideo(await FileAsync("--video", path, cancellationToken), weight);
        foreach (var (item, weight) in Parts(context.Get(_stored)))
            query = Stored(query, item, weight);
        foreach (var (path, weight) in Parts(context.Get(_vector)))
            query = Vector(query, path, await FileAsync("--vector", path, cancellationToken), weight);
        if (query.Parts.Count == 0)
            throw CommandException.WrongUse("TEXT", null, "Give a text, --audio, --image, --video, --stored or --vector");
        return query;
    }

    /// <summary>Splits the weight off a part.</summary>
    public static (string Value, double Weight) SplitWeight(string part)
    {
        var caret = part.LastIndexOf('^');
        return caret > 0 && double.TryParse(part.AsSpan(caret + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
            ? (part[..caret], weight)
            : (part, 1);
    }

    private static Option<string[]> Part(string name, string what, string value) => new(name)
    {
        Description = $"{what} {WeightRemark}",
        HelpName = value,
    };

    private static IEnumerable<(string Value, double Weight)> Parts(string[]? parts) => (parts ?? []).Select(SplitWeight);

    private static async Task<byte[]> FileAsync(string option, string path, CancellationToken cancellationToken) => File.Exists(path)
        ? await File.ReadAllBytesAsync(path, cancellationToken)
        : throw CommandException.WrongUse(option, path, "Name a file that exists");

    private static SearchQuery Stored(SearchQuery query, string item, double weight)
    {
        var slash = item.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
            return query.WithStoredVideo(item, weight: weight);
        return int.TryParse(item.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var segment)
            ? query.WithStoredVideo(item[..slash], segment, weight)
            : throw CommandException.WrongUse("--stored", item, "Give VIDEO, or VIDEO/SEGMENT with the number of a segment");
    }

    private static SearchQuery Vector(SearchQuery query, string path, byte[] json, double weight)
    {
        try
        {
            var embedding = JsonSerializer.Deserialize<VectorFile>(json, JsonSerializerOptions.Web);
            return embedding is { Values.Length: > 0, Space.Length: > 0 }
                ? query.WithVector(embedding.Values, embedding.Space, weight)
                : throw CommandException.WrongUse("--vector", path, "The file needs \"values\" and \"space\"");
        }
        catch (JsonException)
        {
            throw CommandException.WrongUse("--vector", path, "The file has to be JSON with \"values\" and \"space\"");
        }
    }
}
