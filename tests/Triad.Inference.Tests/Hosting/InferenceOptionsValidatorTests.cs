using Microsoft.Extensions.Options;
using Triad.Inference.Hosting;

namespace Triad.Inference.Tests.Hosting;

public sealed class InferenceOptionsValidatorTests
{
    [Fact]
    public void Validate_Defaults_Pass() =>
        Assert.Equal(ValidateOptionsResult.Success, new InferenceOptionsValidator().Validate(null, new InferenceOptions()));

    [Fact]
    public void Validate_ManyWrongSettings_NamesEachWithItsRemedy()
    {
        var options = new InferenceOptions { ModelsFolder = " ", MaxTokensPerItem = 0 };
        options.Scheduling.MaxBatchRows = 5000;
        options.Scheduling.BatchTime = TimeSpan.Zero;
        options.Onnx.Device = (Inference.Onnx.OnnxDevice)9;

        var failures = new InferenceOptionsValidator().Validate(null, options).Failures!.ToArray();

        Assert.Equal(5, failures.Length);
        Assert.All(
            (string[])["ModelsFolder", "MaxTokensPerItem", "Scheduling:MaxBatchRows", "Scheduling:BatchTime", "Onnx:Device"],
            setting => Assert.Contains(failures, failure => failure.StartsWith($"Triad:Inference:{setting} is '", StringComparison.Ordinal)));
    }
}
