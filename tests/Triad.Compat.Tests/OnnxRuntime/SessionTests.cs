using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Triad.Compat.Tests.OnnxRuntime;

/// <summary><c>linear.onnx</c> is y = relu(x W + b) with W = [[1, 2], [3, 4], [5, 6]], b = [0.5, -100] and a free batch axis.</summary>
public sealed class SessionTests
{
    private static string Graph => Path.Combine(AppContext.BaseDirectory, "OnnxRuntime", "linear.onnx");

    [Fact]
    public void Run_BatchOfTwo_ComputesEachRow()
    {
        using var session = new InferenceSession(Graph);
        var input = new DenseTensor<float>(new float[] { 1, 0, 0, 1, 1, 100 }, [2, 3]);

        using var results = session.Run([NamedOnnxValue.CreateFromTensor("x", input)]);

        var output = results.Single().AsTensor<float>();
        Assert.Equal([2, 2], output.Dimensions.ToArray());
        Assert.Equal([1.5f, 0f, 504.5f, 506f], output.ToArray());
    }

    [Fact]
    public void Run_OnMemoryOfTheCaller_WritesIntoIt()
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL };
        using var session = new InferenceSession(File.ReadAllBytes(Graph), options);
        float[] x = [0, 1, 0];
        var y = new float[2];
        using var input = OrtValue.CreateTensorValueFromMemory(x, [1, 3]);
        using var output = OrtValue.CreateTensorValueFromMemory(y, [1, 2]);
        using var run = new RunOptions();

        session.Run(run, ["x"], [input], ["y"], [output]);

        Assert.Equal([3.5f, 0f], y);
    }

    [Fact]
    public void Metadata_OfASession_NamesInputsAndTheirShapes()
    {
        using var session = new InferenceSession(Graph);

        var (name, metadata) = Assert.Single(session.InputMetadata);
        Assert.Equal("x", name);
        Assert.Equal(typeof(float), metadata.ElementType);
        Assert.Equal([-1, 3], metadata.Dimensions);
        Assert.Equal(["y"], session.OutputMetadata.Keys);
    }

    [Fact]
    public void Load_SomethingElse_Throws() => Assert.Throws<OnnxRuntimeException>(() => new InferenceSession([1, 2, 3]));

    [Fact]
    public void Providers_OfTheBuild_IncludeTheCpu() =>
        Assert.Contains("CPUExecutionProvider", OrtEnv.Instance().GetAvailableProviders());
}
