using System.Globalization;
using System.Text.Json;

namespace Triad.Evaluation.Datasets;

/// <summary>A value of a JSON file with its place, so that what is wrong with it can be named.</summary>
internal readonly record struct JsonPlace(string File, int Line, string Name, JsonElement Value)
{
    /// <summary>A member that has to be there, of a kind.</summary>
    public JsonPlace Member(string name, JsonValueKind kind, string remedy)
    {
        var field = Name.Length == 0 ? name : $"{Name}.{name}";
        if (Value.ValueKind != JsonValueKind.Object)
            throw Wrong("is not an object", remedy);
        if (!Value.TryGetProperty(name, out var member))
            throw DatasetProblem.At(File, Line, field, null, "is missing", remedy);
        var place = this with { Name = field, Value = member };
        return member.ValueKind == kind ? place : throw place.Wrong($"is not {Article(kind)}", remedy);
    }

    public string Text(string name, string remedy) => Member(name, JsonValueKind.String, remedy).Text(remedy);

    /// <summary>This value as text that is not blank.</summary>
    public string Text(string remedy)
    {
        if (Value.ValueKind != JsonValueKind.String)
            throw Wrong("is not a text", remedy);
        var text = Value.GetString()!;
        return string.IsNullOrWhiteSpace(text) ? throw Wrong("is blank", remedy) : text;
    }

    /// <summary>This value as a finite number.</summary>
    public double Number(string remedy) => Value.ValueKind == JsonValueKind.Number && Value.TryGetDouble(out var number) && double.IsFinite(number)
        ? number
        : throw Wrong("is not a number", remedy);

    public IEnumerable<JsonPlace> Items()
    {
        var index = 0;
        foreach (var item in Value.EnumerateArray())
            yield return this with { Name = string.Create(CultureInfo.InvariantCulture, $"{Name}[{index++}]"), Value = item };
    }

    public EvaluationException Wrong(string problem, string remedy) =>
        DatasetProblem.At(File, Line, Name.Length == 0 ? "value" : Name, Value.GetRawText(), problem, remedy);

    private static string Article(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.Number => "a number",
        _ => "a text",
    };
}
