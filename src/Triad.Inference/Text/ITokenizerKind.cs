using Triad.Inference.Packages;
using Triad.Inference.PlugIns;

namespace Triad.Inference.Text;

/// <summary>A kind of tokenizer, found by the name that a package gives in the field <c>tokenizer</c>.</summary>
internal interface ITokenizerKind : IPlugIn
{
    /// <summary>Reads the tokenizer's fields of a section of model.json. Every problem is noted there.</summary>
    ITokenizerPlan Read(ManifestObject section);
}
