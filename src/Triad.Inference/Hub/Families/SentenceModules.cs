namespace Triad.Inference.Hub.Families;

/// <summary>What <c>modules.json</c> says: a transformer, a pooling, a normalisation.</summary>
/// <param name="Pooling">How vectors of tokens become one, as a package of the kind text names it.</param>
internal sealed record SentenceModules(string Pooling)
{
    private const string File = "modules.json";
    private const string ModePrefix = "pooling_mode_";

    private static readonly Dictionary<string, string> Modes = new(StringComparer.Ordinal)
    {
        ["pooling_mode_mean_tokens"] = "mean",
        ["pooling_mode_cls_token"] = "cls",
    };

    /// <summary>Reads it and the pooling's settings.</summary>
    /// <exception cref="HubFormatException">There is a module that is not understood.</exception>
    public static SentenceModules Read(HubFolder folder, int size)
    {
        if (!folder.Has(File))
            throw new HubFormatException(File, "", "is missing, which says how vectors of tokens become one",
                "Take it, and the folder 1_Pooling, from the model's original repository.");
        HubJson[] modules = [.. folder.Json(File).Items];
        string[] types = [.. modules.Select(module => module["type"].Text().Split('.')[^1])];
        if (types is not (["Transformer", "Pooling"] or ["Transformer", "Pooling", "Normalize"]))
            throw new HubFormatException(File, "type", $"is {string.Join(", ", types)} in turn",
                "Supported: Transformer, Pooling and perhaps Normalize.");
        if (modules[0]["path"].Text() is { Length: > 0 } path)
            throw modules[0]["path"].Because($"is '{path}'", "The transformer's files must lie in the folder itself.");
        return new SentenceModules(ReadPooling(folder.Json($"{modules[1]["path"].Text()}/config.json"), size));
    }

    private static string ReadPooling(HubJson config, int size)
    {
        var dimension = config["word_embedding_dimension"];
        if (dimension.Whole() != size)
            throw dimension.Because($"is {dimension.Whole()}, and config.json states {size}", "Take both files of one model.");
        if (!config["include_prompt"].Truth(true))
            throw config["include_prompt"].Unsupported(["true"]);
        string[] modes = [.. config.Fields.Where(field => field.Name.StartsWith(ModePrefix, StringComparison.Ordinal)
            && field.Value.Truth(false)).Select(field => field.Name)];
        return modes is [var mode] && Modes.TryGetValue(mode, out var pooling)
            ? pooling
            : throw new HubFormatException(config.File, "pooling_mode",
                $"is {(modes.Length == 0 ? "nothing" : string.Join(" and ", modes))}",
                    $"Supported: one of {string.Join(", ", Modes.Keys)}.");
    }
}
