using Triad.Core.Indexing;

namespace Triad.Testing.Indexing;

/// <summary>An index under test: both of its ports.</summary>
public sealed record VectorIndexSut(IVectorWriter Writer, IVectorReader Reader);
