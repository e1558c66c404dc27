namespace Orleans.Serialization.Configuration;

/// <summary>Base class of generated lists of an assembly's types.</summary>
public abstract class TypeManifestProviderBase;
