namespace Triad.Inference.Hub;

/// <summary>A family of models on the hub: one class, and one line in <see cref="HubRegistration"/>.</summary>
internal interface IHubFamily
{
    /// <summary>Its name, as people say it.</summary>
    string Name { get; }

    /// <summary>True for a folder of this family. What is wrong inside is told by <see cref="Read"/>.</summary>
    bool Recognises(HubFolder folder);

    /// <summary>Makes a package of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="variant">The variant of the graphs that is wanted.</param>
    /// <exception cref="HubFormatException">Something is not understood; it names file, field, value and remedy.</exception>
    HubPackage Read(HubFolder folder, HubVariant variant);
}
