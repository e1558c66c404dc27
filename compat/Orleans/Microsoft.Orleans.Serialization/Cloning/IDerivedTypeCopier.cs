namespace Orleans.Serialization.Cloning;

/// <summary>A copier that also serves subtypes.</summary>
public interface IDerivedTypeCopier : IDeepCopier;
