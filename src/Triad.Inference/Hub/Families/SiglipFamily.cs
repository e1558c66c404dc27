namespace Triad.Inference.Hub.Families;

/// <summary>SigLIP (Zhai et al. 2023): a squashed picture; texts filled up to one length with their end token, without a mask.</summary>
internal sealed class SiglipFamily : IHubFamily
{
    /// <inheritdoc/>
    public string Name => "SigLIP";

    /// <inheritdoc/>
    public bool Recognises(HubFolder folder) => SiglipTowers.IsSiglip(folder) && !SiglipTowers.HasGemmaTokenizer(folder);

    /// <inheritdoc/>
    public HubPackage Read(HubFolder folder, HubVariant variant)
    {
        var type = folder.Json("tokenizer.json")["model"]["type"];
        if (type.Text() != "Unigram")
            throw type.Because($"is '{type.Text()}', and SigLIP has Unigram, SigLIP 2 has BPE with byte_fallback",
                "Take tokenizer.json of the same model.");
        return SiglipTowers.Read(folder, variant, lowerCase: false);
    }
}
