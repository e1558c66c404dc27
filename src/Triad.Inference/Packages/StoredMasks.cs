using Triad.Core.Identity;
using Triad.Core.Modality;

namespace Triad.Inference.Packages;

/// <summary>The field <c>representations</c> of model.json, for kinds that may store the vector of any mask.</summary>
internal static class StoredMasks
{
    /// <summary>Whether the full mask is stored, and which others; what is none of the package's is noted.</summary>
    public static (bool Full, IReadOnlyList<Modalities> Masks) Read(ManifestObject root, Modalities modalities)
    {
        var masks = new List<Modalities>();
        var names = root.Texts("representations");
        foreach (var name in names.Where(name => name != RepresentationName.Full.Value))
        {
            var mask = ModalitiesExtensions.FromName(name);
            if (mask == Modalities.None || !modalities.Contains(mask))
                root.Note("representations", $"holds '{name}'", $"Use full, or masks of {modalities.ToName()}.");
            else
                masks.Add(mask);
        }

        return (names.Contains(RepresentationName.Full.Value), masks);
    }
}
