/**
 * Residual networks with competitions. Start with {@link decisive.nn.resnet.ResNet}; a {@link
 * decisive.nn.resnet.ResNetDesign} says what one is made of, and where its convolutions are ({@link
 * decisive.nn.resnet.ConvolutionSite}) without making it.
 */
package decisive.nn.resnet;
