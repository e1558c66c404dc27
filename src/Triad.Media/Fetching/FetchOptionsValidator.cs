using System.Net;
using Microsoft.Extensions.Options;
using Triad.Core.Settings;

namespace Triad.Media.Fetching;

/// <summary>Checks the settings and names every one that is wrong, with the remedy.</summary>
internal sealed class FetchOptionsValidator : IValidateOptions<FetchOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, FetchOptions options)
    {
        var problems = new SettingProblems(FetchOptions.Section);
        for (var i = 0; i < options.AllowedHosts.Count; i++)
        {
            if (FetchAddress.HostOf(options.AllowedHosts[i]) is null)
                problems.Add($"{nameof(options.AllowedHosts)}:{i}", options.AllowedHosts[i], "Name a host alone, in ASCII, such as hooks.example.internal.");
        }

        for (var i = 0; i < options.AllowedNetworks.Count; i++)
        {
            if (!IPNetwork.TryParse(options.AllowedNetworks[i], out _))
                problems.Add($"{nameof(options.AllowedNetworks)}:{i}", options.AllowedNetworks[i], "Give the first address of a network and the length of its prefix, such as 10.20.0.0/16.");
        }

        for (var i = 0; i < options.Ports.Count; i++)
        {
            if (PortRange.Parse(options.Ports[i]) is null)
                problems.Add($"{nameof(options.Ports)}:{i}", options.Ports[i], "Give a port, or a range such as 8000-8999, from 1 to 65535.");
        }

        problems.Within(options.MaxRedirects, 0, 20);
        problems.Within(options.ConnectTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        problems.Within(options.IdleTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        problems.Within(options.MaxConnectionsPerHost, 1, 1000);
        problems.Within(options.MaxHeaderKilobytes, 4, 1024);
        return problems.Found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems.Found);
    }
}
