namespace Triad.Inference.Hub.Families;

/// <summary>
/// Classifiers of pictures with <c>id2label</c>: ViT (Dosovitskiy et al. 2021), DeiT (Touvron et al. 2021) and what has their shape.
/// </summary>
internal sealed class ImageClassifierFamily : IHubFamily
{
    private static readonly string[] Types = ["beit", "deit", "swin", "swinv2", "vit"];

    /// <inheritdoc/>
    public string Name => "image classifier";

    /// <inheritdoc/>
    public bool Recognises(HubFolder folder) => ClassifierGraphs.IsClassifier(folder, Types);

    /// <inheritdoc/>
    public HubPackage Read(HubFolder folder, HubVariant variant)
    {
        var pictures = HubPictures.OfProcessor(folder);
        var file = folder.ChooseGraph(folder.Has("model.onnx") ? "model" : "onnx/model", variant);
        return ClassifierGraphs.ToPackage(
            folder, file, "pixel_values", [3, pictures.Height, pictures.Width], "video", pictures.ToFields());
    }
}
