using System.Text.Json;
using System.Text.Json.Nodes;
using Triad.Core.Errors;
using Triad.Inference.Packages;

namespace Triad.Inference.Hub.Downloads;

/// <summary>The catalogue of models that can be had by name: <c>models/catalogue.json</c>, which this library carries too.</summary>
public static class OfferedModels
{
    /// <summary>The file's name.</summary>
    public const string FileName = "catalogue.json";

    private const long Megabyte = 1_000_000;
    private const int MostBytes = 4 << 20;

    /// <summary>The catalogue of this version.</summary>
    public static IReadOnlyList<OfferedModel> Shipped { get; } = ReadShipped();

    /// <summary>Reads another catalogue.</summary>
    /// <returns>Its models; or what is wrong, with field, value and remedy.</returns>
    public static Result<IReadOnlyList<OfferedModel>> Read(string file)
    {
        try
        {
            if (new FileInfo(file) is not { Exists: true, Length: <= MostBytes })
                return Error.Invalid("--catalogue", file, "is no file of at most 4 MiB", "Name a catalogue as docs/models.md describes it.");
            return Result<IReadOnlyList<OfferedModel>>.Ok(Parse(Path.GetFileName(file), File.ReadAllBytes(file)));
        }
        catch (HubFormatException exception)
        {
            return Error.Invalid(
                $"{exception.File}: {exception.Field}", null, exception.Problem, "Write the catalogue as docs/models.md describes it.");
        }
    }

    internal static IReadOnlyList<OfferedModel> Parse(string file, ReadOnlyMemory<byte> content)
    {
        var root = HubJson.Parse(file, content);
        if (root["format"].Whole() != 1)
            throw root["format"].Because("is no format that this version reads");
        var models = root["models"].Items.Select(ModelOf).ToArray();
        var twice = models.GroupBy(model => model.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? models : throw root["models"].Because($"has {twice.Key} twice");
    }

    private static IReadOnlyList<OfferedModel> ReadShipped()
    {
        using var stream = typeof(OfferedModels).Assembly.GetManifestResourceStream(FileName)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return Parse(FileName, content.ToArray());
    }

    private static OfferedModel ModelOf(HubJson model)
    {
        var name = model["name"].Text();
        if (!ModelManifestReader.IsId(name))
            throw model["name"].Because($"is '{name}', which is no id of a package");
        var licence = model["licence"];
        var variants = model["variants"].IsNull ? [HubVariant.Fp32] : model["variants"].Items.Select(VariantOf).ToArray();
        var sources = model["sources"].Items.Select(SourceOf).ToArray();
        if (sources.Length == 0 || variants.Length == 0)
            throw model[sources.Length == 0 ? "sources" : "variants"].Because("is empty");
        return new OfferedModel(
            name,
            model["summary"].Text(),
            new OfferedLicence(licence["name"].Text(), TextOrNull(licence["terms"]), TextOrNull(licence["url"])),
            variants,
            model["megabytes"].Whole() * Megabyte,
            model["memory_megabytes"].Whole() * Megabyte,
            Texts(model["good"]),
            Texts(model["bad"]),
            sources)
        {
            Footage = model["footage"].IsNull ? null : NeedOf(model["footage"]),
        };
    }

    private static OfferedSource SourceOf(HubJson source) => new(source["from"].Text(), source["place"].Text(), source["revision"].Text(""))
    {
        Files = Texts(source["files"]),
        Optional = Texts(source["optional"]),
        Resources = Pairs(source["resources"]).ToDictionary(pair => pair.Name, pair => pair.Value.Text(), StringComparer.Ordinal),
        Adds = Pairs(source["adds"])
            .ToDictionary(pair => pair.Name, pair => JsonNode.Parse(pair.Value.Element.GetRawText())!, StringComparer.Ordinal),
        Parts = source["parts"].IsNull ? [] : [.. source["parts"].Items.Select(PartOf)],
        Steps = Texts(source["steps"]),
    };

    private static OfferedPart PartOf(HubJson part) => new(
        part["member"].Text(), part["model"].Text(), part["weight"].IsNull ? 1 : part["weight"].Number())
    {
        Classifier = TextOrNull(part["classifier"]),
        Labels = TextOrNull(part["labels"]),
        BackgroundOf = TextOrNull(part["background_of"]),
        Licence = part["licence"].Text(""),
        Origin = part["origin"].Text(""),
    };

    private static HubVariant VariantOf(HubJson variant) =>
        Enum.TryParse<HubVariant>(variant.Text(), ignoreCase: true, out var known) && Enum.IsDefined(known)
            ? known
            : throw variant.Because($"is '{variant.Text()}', which is no variant");

    private static FootageNeed NeedOf(HubJson need) => Enum.TryParse<FootageNeed>(need.Text(), ignoreCase: true, out var known)
        ? known
        : throw need.Because($"is '{need.Text()}', expected cpu or gpu");

    private static IReadOnlyList<string> Texts(HubJson list) => list.IsNull ? [] : [.. list.Items.Select(item => item.Text())];

    private static IEnumerable<(string Name, HubJson Value)> Pairs(HubJson table) => table.IsNull ? [] : table.Fields;

    private static string? TextOrNull(HubJson text) => text.IsNull ? null : text.Text();
}
