using System.Text.Json;

namespace Triad.Cli.Output;

/// <summary>A list as one JSON document with an item a line, whole even where the list was broken off.</summary>
internal sealed class JsonListOutput : ListOutput
{
    private static readonly JsonSerializerOptions OneLine = new(JsonFormat.Options) { WriteIndented = false };

    private readonly TextWriter _writer;
    private bool _hasItems;

    public JsonListOutput(TextWriter writer, string name)
    {
        _writer = writer;
        _writer.Write($"{{\n  \"{name}\": [");
    }

    public override void Write<T>(IReadOnlyList<T> items, Func<IReadOnlyList<T>, TextTable> tableOf)
    {
        foreach (var item in items)
        {
            _writer.Write($"{(_hasItems ? "," : string.Empty)}\n    {JsonSerializer.Serialize(item, OneLine)}");
            _hasItems = true;
        }
    }

    public override void End(FailureReport? failure)
    {
        _writer.Write(_hasItems ? "\n  ]" : "]");
        if (failure is not null)
            _writer.Write($",\n  \"error\": {JsonSerializer.Serialize(failure, OneLine)}");
        _writer.WriteLine("\n}");
    }
}
