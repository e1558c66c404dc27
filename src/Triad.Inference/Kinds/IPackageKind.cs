using Triad.Inference.Packages;
using Triad.Inference.PlugIns;

namespace Triad.Inference.Kinds;

/// <summary>
/// A kind of model package: it reads its fields of model.json and makes of them a plan of the package. A kind is one folder and one
/// registration (<see cref="KindRegistration.AddPackageKind"/>); packages name it in the field <c>kind</c>.
/// </summary>
internal interface IPackageKind : IPlugIn
{
    /// <summary>Reads the kind's fields. Every problem is noted there; fields that nobody has read are refused afterwards.</summary>
    /// <param name="root">All of model.json.</param>
    /// <param name="manifest">What packages of all kinds have, read already.</param>
    /// <returns>The plan; of no use where problems were noted.</returns>
    IPackagePlan Read(ManifestObject root, ModelManifest manifest);
}
