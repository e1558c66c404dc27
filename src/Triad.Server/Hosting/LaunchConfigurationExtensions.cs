namespace Triad.Server.Hosting;

/// <summary>Brings what the command line says into the configuration.</summary>
internal static class LaunchConfigurationExtensions
{
    /// <summary>Adds the settings file below the environment, and single settings above everything.</summary>
    public static void AddLaunch(this ConfigurationManager configuration, ServerLaunch launch)
    {
        if (launch.SettingsFile is { } file)
        {
            if (!File.Exists(file))
                throw new StartException($"--settings '{file}' is not a file. Give the path of a JSON file.");
            configuration.AddJsonFile(file, optional: false, reloadOnChange: false);
            configuration.AddEnvironmentVariables();
        }

        configuration.AddInMemoryCollection(launch.Settings.Select(Split));
        if (launch.Roles is { } roles)
            configuration.AddInMemoryCollection([new($"{ServerOptions.Section}:{nameof(ServerOptions.Roles)}", roles)]);
    }

    private static KeyValuePair<string, string?> Split(string setting)
    {
        var equals = setting.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? new KeyValuePair<string, string?>(setting[..equals], setting[(equals + 1)..])
            : throw new StartException($"--set '{setting}' is not a setting. Write NAME=VALUE, for example Triad:Ingest:ConcurrentVideos=4.");
    }
}
