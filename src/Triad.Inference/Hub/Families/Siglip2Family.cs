namespace Triad.Inference.Hub.Families;

/// <summary>
/// SigLIP 2 of fixed size (Tschannen et al. 2025). Its config.json says siglip too; the tokenizer tells it. The reference brings texts
/// to lower case itself, which tokenizer.json does not say.
/// </summary>
internal sealed class Siglip2Family : IHubFamily
{
    /// <inheritdoc/>
    public string Name => "SigLIP 2";

    /// <inheritdoc/>
    public bool Recognises(HubFolder folder) => SiglipTowers.IsSiglip(folder) && SiglipTowers.HasGemmaTokenizer(folder);

    /// <inheritdoc/>
    public HubPackage Read(HubFolder folder, HubVariant variant) => SiglipTowers.Read(folder, variant, lowerCase: true);
}
