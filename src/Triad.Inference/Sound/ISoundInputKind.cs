using Triad.Inference.Kinds;
using Triad.Inference.Packages;
using Triad.Inference.PlugIns;

namespace Triad.Inference.Sound;

/// <summary>
/// A front-end for sound, named by the field <c>front_end</c> of the section <c>audio</c>. It is one class and one registration
/// (<see cref="KindRegistration.AddSoundInput"/>).
/// </summary>
internal interface ISoundInputKind : IPlugIn
{
    /// <summary>Reads its fields; what is wrong is noted there. The section is closed afterwards.</summary>
    ISoundInput Read(ManifestObject section);
}
