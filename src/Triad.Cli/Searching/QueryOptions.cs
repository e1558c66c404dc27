using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Triad.Cli.Invocation;
using Triad.Client;

namespace Triad.Cli.Searching;

/// <summary>Options that become a query: its parts in the order in which they are given.</summary>
internal sealed class QueryOptions
{
    private readonly Argument<string[]> _words = new("TEXT") { Description = "Texts, each a part of the query, taken as they stand.", Arity = ArgumentArity.ZeroOrMore };

    private readonly Option<string[]> _text = Part("--text", "A text, taken as it stands.", "TEXT");

    private readonly Option<string[]> _not = Part("--not", "A text to look away from, taken as it stands.", "TEXT");

    private readonly Option<string[]> _audio = Part("--audio", "A sound file.", "FILE[^WEIGHT]");

    private readonly Option<string[]> _image = Part("--image", "A picture.", "FILE[^WEIGHT]");

    private readonly Option<string[]> _video = Part("--video", "A video file with its sound.", "FILE[^WEIGHT]");

    private readonly Option<string[]> _stored = Part("--stored", "A video of the library, or one of its segments.", "VIDEO[/SEGMENT][^WEIGHT]");

    private readonly Option<string[]> _vector = Part(
        "--vector", "A JSON file with \"values\" and \"space\", as 'triad embed --json' prints it.", "FILE[^WEIGHT]");

    private readonly Option<double[]> _weight = new("--weight")
    {
        Description = "What the part before it counts (otherwise 1); a negative one leads away. Files and stored videos may end in ^WEIGHT instead.",
        HelpName = "WEIGHT",
    };

    private readonly Option<Composition> _compose = Choices.One<Composition>("--compose", "How parts become one vector:", "HOW");

    public void AddTo(Command command)
    {
        command.Arguments.Add(_words);
        foreach (var option in new Option[] { _text, _not, _audio, _image, _video, _stored, _vector, _weight, _compose })
            command.Options.Add(option);
    }

    public async Task<SearchQuery> ReadAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var query = new SearchQuery { Composition = context.Get(_compose) };
        foreach (var part in PartTokens.Read(context.Parsed, _weight, [_words, _text, _not, _audio, _image, _video, _stored, _vector]))
            query = await WithAsync(context, query, part, cancellationToken);
        if (query.Parts.Count == 0)
            throw CommandException.WrongUse("TEXT", null, "Give a text, --audio, --image, --video, --stored or --vector");
        return query;
    }

    /// <summary>Splits the weight off the name of a file or of a stored video. A file whose whole name exists is that file.</summary>
    public static (string Value, double Weight) SplitWeight(string part)
    {
        var caret = part.LastIndexOf('^');
        return caret > 0
            && double.TryParse(part.AsSpan(caret + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
            && double.IsFinite(weight)
            && !File.Exists(part)
                ? (part[..caret], weight)
                : (part, 1);
    }

    private async Task<SearchQuery> WithAsync(CommandContext context, SearchQuery query, PartToken part, CancellationToken cancellationToken)
    {
        if (part.Symbol == _words || part.Symbol == _text || part.Symbol == _not)
        {
            if (part.Weight is null && SplitWeight(part.Value).Value != part.Value)
                context.Output.Note($"'{part.Value}' is taken as it stands: give a text its weight with {_weight.Name}.");
            return part.Symbol == _not ? query.WithoutText(part.Value, part.Weight ?? 1) : query.WithText(part.Value, part.Weight ?? 1);
        }

        var (value, weight) = part.Weight is { } given ? (part.Value, given) : SplitWeight(part.Value);
        if (part.Symbol == _stored)
            return Stored(query, value, weight);
        var file = await FileAsync(part.Symbol.Name, value, cancellationToken);
        return part.Symbol switch
        {
            _ when part.Symbol == _audio => query.WithAudio(file, weight),
            _ when part.Symbol == _image => query.WithImage(file, weight),
            _ when part.Symbol == _video => query.WithVideo(file, weight),
            _ => Vector(query, value, file, weight),
        };
    }

    private static Option<string[]> Part(string name, string what, string value) => new(name) { Description = $"{what} May be repeated.", HelpName = value };

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
