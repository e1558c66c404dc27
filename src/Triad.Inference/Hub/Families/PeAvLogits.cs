using System.Text.Json.Nodes;
using Triad.Inference.Kinds.Staged;

namespace Triad.Inference.Hub.Families;

/// <summary>What <c>logits.json</c> says: by pair, how a dot product of two vectors becomes a logit; and perhaps how long stored vectors are as a rule.</summary>
internal static class PeAvLogits
{
    private const string File = "logits.json";

    /// <summary>Scale and bias of each pair.</summary>
    /// <exception cref="HubFormatException">The file or a pair is missing, or a scale is not above 0.</exception>
    public static JsonObject Read(HubFolder folder)
    {
        var config = folder.Json(File);
        var logits = new JsonObject();
        foreach (var pair in StagedSpaces.LogitPairs)
        {
            if (config[pair].IsNull)
                throw config[pair].Because("is missing, expected scale and bias", "Export the model anew: tools/export/pe_av.py writes them all.");
            var (scale, bias) = (config[pair]["scale"], config[pair]["bias"]);
            if (scale.Number() <= 0)
                throw scale.Because($"is {scale.Number()}, and a scale is above 0", "Export the model anew.");
            logits[pair] = new JsonObject { ["scale"] = scale.Number(), ["bias"] = bias.Number() };
        }

        return logits;
    }

    /// <summary>The usual length of stored vectors before they are scaled; null where the export does not say.</summary>
    /// <exception cref="HubFormatException">A length is not above 0.</exception>
    public static JsonObject? ReadLengths(HubFolder folder)
    {
        if (folder.Json(File)["lengths"] is not { IsNull: false } config)
            return null;
        var lengths = new JsonObject();
        foreach (var stored in StagedSpaces.Stored)
            lengths[stored.Name] = config[stored.Name].Number() is > 0 and var length
                ? length
                : throw config[stored.Name].Because($"is {config[stored.Name].Number()}, and a length is above 0", "Export the model anew.");
        return lengths;
    }
}
