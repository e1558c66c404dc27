namespace Triad.Server.Hosting;

/// <summary>What the command line decided.</summary>
/// <param name="DataFolder">Absolute path of the data directory.</param>
/// <param name="ModelsFolder">Absolute path of the folder of model packages.</param>
/// <param name="Urls">Where to listen, separated by semicolons.</param>
/// <param name="SettingsFile">A JSON file of settings, or null.</param>
/// <param name="Settings">Single settings, name=value.</param>
/// <param name="Roles">The roles that the command line names, or null.</param>
internal sealed record ServerLaunch(
    string DataFolder,
    string ModelsFolder,
    string Urls,
    string? SettingsFile,
    IReadOnlyList<string> Settings,
    string? Roles = null);
